"""What asking 5,000 targets every ten seconds costs; beside blackbox_exporter with Prometheus in the same run.

Stands alone: Benchmarks/health.py [SECONDS]. It needs the driver, which is no part of the product:
swift build -c release --static-swift-stdlib --product health-load
"""
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time

from table import Table, number

DRIVER = os.path.abspath(os.environ.get("HEALTH_LOAD", ".build/release/health-load"))
FIRST, COUNT, HANGING, INTERVAL, TIMEOUT = 21000, 5000, 2, 10, 5
TICKS = os.sysconf("SC_CLK_TCK")


def cpu(pid):
    """Seconds of CPU that a process has used."""
    with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
        fields = file.read().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def peak(pid):
    """The most memory that it ever had, in MiB."""
    with open(f"/proc/{pid}/status", encoding="utf-8") as file:
        return next(int(line.split()[1]) / 1024 for line in file if line.startswith("VmHWM"))


def watch(processes, warm, seconds):
    """Cores of all together after a while to warm up, and the sum of their peaks."""
    time.sleep(warm)
    before = sum(cpu(p.pid) for p in processes)
    time.sleep(seconds)
    used = (sum(cpu(p.pid) for p in processes) - before) / seconds
    return used, sum(peak(p.pid) for p in processes)


def end(processes):
    for process in processes:
        process.kill()
        process.wait()


def targets():
    script = os.path.join(os.path.dirname(os.path.abspath(__file__)), "health_targets.py")
    process = subprocess.Popen([sys.executable, script, str(FIRST), str(COUNT), str(HANGING)],
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    if process.stdout.readline().strip() != "ready":
        raise RuntimeError("the targets do not listen: is a port from 21000 to 25999 in use?")
    return process


def ours(seconds):
    warm = INTERVAL + TIMEOUT
    process = subprocess.Popen(
        [DRIVER, str(FIRST), str(COUNT), str(INTERVAL * 1000), str(TIMEOUT * 1000), str(warm + seconds + 2)],
        stdout=subprocess.PIPE, text=True)
    used, memory = watch([process], warm, seconds)
    return used, memory, json.loads(process.communicate()[0])


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def peer(seconds):
    """Cores and memory of blackbox_exporter with Prometheus; None where they are not installed."""
    if not (shutil.which("prometheus") and shutil.which("prometheus-blackbox-exporter")):
        return None
    folder = tempfile.mkdtemp(prefix="incident-bench-")
    blackbox_port, prometheus_port = free_port(), free_port()
    with open(f"{folder}/blackbox.yml", "w", encoding="utf-8") as file:
        file.write("modules: {http_2xx: {prober: http, http: {preferred_ip_protocol: ip4}}}\n")
    with open(f"{folder}/targets.json", "w", encoding="utf-8") as file:
        json.dump([{"targets": [f"http://127.0.0.1:{FIRST + n}/__health" for n in range(COUNT)]}], file)
    with open(f"{folder}/prometheus.yml", "w", encoding="utf-8") as file:
        file.write(f"""\
global: {{scrape_interval: {INTERVAL}s, scrape_timeout: {TIMEOUT}s}}
scrape_configs:
  - job_name: health
    metrics_path: /probe
    params: {{module: [http_2xx]}}
    file_sd_configs: [{{files: ['{folder}/targets.json']}}]
    relabel_configs:
      - {{source_labels: [__address__], target_label: __param_target}}
      - {{source_labels: [__param_target], target_label: instance}}
      - {{target_label: __address__, replacement: '127.0.0.1:{blackbox_port}'}}
""")
    quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    processes = [
        subprocess.Popen(["prometheus-blackbox-exporter", f"--config.file={folder}/blackbox.yml",
                          f"--web.listen-address=127.0.0.1:{blackbox_port}"], **quiet),
        subprocess.Popen(["prometheus", f"--config.file={folder}/prometheus.yml",
                          f"--storage.tsdb.path={folder}/data",
                          f"--web.listen-address=127.0.0.1:{prometheus_port}"], **quiet)]
    try:
        return watch(processes, 2 * INTERVAL, seconds)
    finally:
        end(processes)
        shutil.rmtree(folder, ignore_errors=True)


def poll(seconds):
    asked = targets()
    try:
        used, memory, figures = ours(seconds)
        other = peer(seconds)
    finally:
        end([asked])
    table = Table(f"Polling {COUNT:,} targets every {INTERVAL} s for {seconds} s, {HANGING} % of them hanging")
    beside = ("", "") if other is None else (f"blackbox+Prometheus {number(other[0])}", f"{number(other[1])} MiB")
    table.add("cores", "<= 0.25", number(used), beside[0], used <= 0.25)
    table.add("memory, at most", "<= 64 MiB", f"{number(memory)} MiB", beside[1], memory <= 64)
    table.add("lateness of a start", "p99 <= 250 ms",
              f"p50 {figures['late50']} ms, p99 {figures['late99']} ms, most {figures['late100']} ms", "",
              figures["late99"] <= 250)
    table.add("first picture of those that answer", f"<= {INTERVAL} s", f"{figures['first'] / 1000:.1f} s", "",
              0 <= figures["first"] <= INTERVAL * 1000)
    table.add("oldest row, hanging ones too", f"<= {INTERVAL + TIMEOUT + 1} s", f"{figures['oldest'] / 1000:.1f} s",
              "", figures["oldest"] <= (INTERVAL + TIMEOUT + 1) * 1000)
    hanging = COUNT * HANGING // 100 / COUNT
    share = figures["good"] / figures["results"]
    table.add("results that were read", "all but those that hang", f"{share:.1%}", "", share >= 1 - hanging - 0.005)
    table.add("stop", "<= 1 s", f"{figures['stop']} ms", "", figures["stop"] <= 1000)
    return table


if __name__ == "__main__":
    print(poll(int(sys.argv[1]) if len(sys.argv) > 1 else 60).text())
