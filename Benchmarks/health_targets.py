"""Targets to be polled: FIRST-PORT COUNT HANGING-PERCENT; each a port that answers with an FT health document.

The last of every hundred ports hang. Prints "ready", and ends with its standard input.
"""
import asyncio
import resource
import sys

CHECK = ('{"id":"check-%d","name":"Database %d","ok":true,"severity":1,"businessImpact":"Readers cannot open articles",'
         '"technicalSummary":"The database does not answer","panicGuide":"https://runbooks.example.org/database",'
         '"checkOutput":"2/2 nodes","lastUpdated":"2026-11-22T22:41:07.123456789Z"}')
BODY = ('{"schemaVersion":1,"systemCode":"target","name":"Target","checks":['
        + ",".join(CHECK % (n, n) for n in (1, 2)) + "]}").encode()
ANSWER = (b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n" % len(BODY)) + BODY


class Target(asyncio.Protocol):
    def __init__(self, hangs):
        self.hangs, self.asked = hangs, b""

    def connection_made(self, transport):
        self.transport = transport

    def data_received(self, data):
        self.asked += data
        while b"\r\n\r\n" in self.asked:
            self.asked = self.asked.split(b"\r\n\r\n", 1)[1]
            if not self.hangs:
                self.transport.write(ANSWER)


async def main(first, count, percent):
    loop = asyncio.get_running_loop()
    for number in range(count):
        hangs = number % 100 >= 100 - percent
        await loop.create_server(lambda hangs=hangs: Target(hangs), "127.0.0.1", first + number, backlog=8)
    print("ready", flush=True)
    await loop.run_in_executor(None, sys.stdin.read)


if __name__ == "__main__":
    most = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))
    asyncio.run(main(*map(int, sys.argv[1:])))
