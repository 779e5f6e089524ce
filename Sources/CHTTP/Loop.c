#define _GNU_SOURCE 1
#include "Transfer.h"
#include <fcntl.h>
#include <stdlib.h>
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <time.h>
#include <unistd.h>

struct ch_loop {
  CURLM *multi;
  int epoll, waker;
  int64_t deadline;  // of curl's next timer, -1 when there is none
  struct ch_transfer *first;
};

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

// A socket that curl watches already has a mark, so that epoll is not asked twice.
static int watch(CURL *easy, curl_socket_t socket, int what, void *context, void *known) {
  (void)easy;
  struct ch_loop *loop = context;
  if (what == CURL_POLL_REMOVE) {
    epoll_ctl(loop->epoll, EPOLL_CTL_DEL, socket, NULL);
    return 0;
  }
  struct epoll_event event = {.data.fd = socket};
  if (what != CURL_POLL_OUT) event.events |= EPOLLIN;
  if (what != CURL_POLL_IN) event.events |= EPOLLOUT;
  if (epoll_ctl(loop->epoll, known == NULL ? EPOLL_CTL_ADD : EPOLL_CTL_MOD, socket, &event) != 0) {
    epoll_ctl(loop->epoll, known == NULL ? EPOLL_CTL_MOD : EPOLL_CTL_ADD, socket, &event);
  }
  curl_multi_assign(loop->multi, socket, loop);
  return 0;
}

static int set_timer(CURLM *multi, long milliseconds, void *context) {
  (void)multi;
  struct ch_loop *loop = context;
  loop->deadline = milliseconds < 0 ? -1 : now() + milliseconds;
  return 0;
}

struct ch_loop *ch_open(int64_t connection_limit) {
  if (!ch_load()) return NULL;
  struct ch_loop *loop = calloc(1, sizeof *loop);
  if (loop == NULL) return NULL;
  loop->multi = curl_multi_init();
  loop->epoll = epoll_create1(EPOLL_CLOEXEC);
  loop->waker = eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
  loop->deadline = -1;
  struct epoll_event event = {.events = EPOLLIN, .data.fd = loop->waker};
  if (loop->multi == NULL || loop->epoll < 0 || loop->waker < 0 ||
      epoll_ctl(loop->epoll, EPOLL_CTL_ADD, loop->waker, &event) != 0) {
    ch_close(loop);
    return NULL;
  }
  curl_multi_setopt(loop->multi, CURLMOPT_SOCKETFUNCTION, watch);
  curl_multi_setopt(loop->multi, CURLMOPT_SOCKETDATA, loop);
  curl_multi_setopt(loop->multi, CURLMOPT_TIMERFUNCTION, set_timer);
  curl_multi_setopt(loop->multi, CURLMOPT_TIMERDATA, loop);
  curl_multi_setopt(loop->multi, CURLMOPT_MAXCONNECTS, (long)connection_limit);
  return loop;
}

void ch_close(struct ch_loop *loop) {
  while (loop->first != NULL) ch_free(loop->first);
  if (loop->multi != NULL) curl_multi_cleanup(loop->multi);
  if (loop->epoll >= 0) close(loop->epoll);
  if (loop->waker >= 0) close(loop->waker);
  free(loop);
}

void ch_start(struct ch_loop *loop, struct ch_transfer *transfer) {
  transfer->loop = loop->multi;
  transfer->list = &loop->first;
  transfer->next = loop->first;
  if (loop->first != NULL) loop->first->previous = transfer;
  loop->first = transfer;
  curl_multi_add_handle(loop->multi, transfer->easy);
}

void ch_wait(struct ch_loop *loop, int64_t milliseconds) {
  if (loop->deadline >= 0) {
    int64_t left = loop->deadline - now();
    if (left < milliseconds) milliseconds = left < 0 ? 0 : left;
  }
  struct epoll_event events[256];
  int count = epoll_wait(loop->epoll, events, 256, (int)milliseconds);
  int running;
  for (int i = 0; i < count; i++) {
    if (events[i].data.fd == loop->waker) {
      uint64_t times;
      ssize_t ignored = read(loop->waker, &times, sizeof times);
      (void)ignored;
      continue;
    }
    int what = 0;
    if (events[i].events & (EPOLLIN | EPOLLHUP)) what |= CURL_CSELECT_IN;
    if (events[i].events & EPOLLOUT) what |= CURL_CSELECT_OUT;
    if (events[i].events & EPOLLERR) what |= CURL_CSELECT_ERR;
    curl_multi_socket_action(loop->multi, events[i].data.fd, what, &running);
  }
  if (loop->deadline >= 0 && now() >= loop->deadline) {
    loop->deadline = -1;
    curl_multi_socket_action(loop->multi, CURL_SOCKET_TIMEOUT, 0, &running);
  }
}

int32_t ch_waker(struct ch_loop *loop) { return fcntl(loop->waker, F_DUPFD_CLOEXEC, 3); }

bool ch_next(struct ch_loop *loop, struct ch_result *result) {
  int left;
  CURLMsg *message;
  while ((message = curl_multi_info_read(loop->multi, &left)) != NULL) {
    if (message->msg != CURLMSG_DONE) continue;
    char *transfer = NULL;
    CURLcode code = message->data.result;
    curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &transfer);
    ch_conclude((struct ch_transfer *)transfer, code, result);
    return true;
  }
  return false;
}
