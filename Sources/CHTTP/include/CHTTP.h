// libcurl's multi interface as Swift sees it: every macro, variadic function and callback of curl
// is behind one of these functions, and no type of curl crosses. An epoll of its own waits for all
// transfers, so that what idles costs nothing. A loop must be used from one thread.
#ifndef CHTTP_H
#define CHTTP_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/// How a transfer ended.
enum ch_outcome {
  CH_ANSWERED,
  CH_REFUSED,
  CH_UNREACHABLE,
  CH_NOT_RESOLVED,
  CH_TIMED_OUT,
  CH_BROKEN_OFF,
  CH_UNTRUSTED,
  CH_BLOCKED,
  CH_TOO_LARGE,
  CH_BAD_REQUEST,
};

struct ch_loop;
struct ch_transfer;

/// What came of a transfer; pointers are valid until ch_free.
struct ch_result {
  struct ch_transfer *transfer;
  uint64_t tag;
  int32_t outcome;      // a ch_outcome
  int32_t status;       // of HTTP, 0 when there is none
  int32_t error_number; // errno of the connection, 0 when there is none
  int64_t milliseconds; // from the start
  const uint8_t *body;
  size_t body_count;
  const uint8_t *headers; // of the last answer, lines as they came
  size_t header_count;
  const char *location; // where it redirects to, made absolute; NULL when it does not
  const char *message;  // what curl says of a failure; holds no secret
};

/// Opens a loop that keeps so many connections alive; NULL when there is no memory, descriptor or libcurl.
struct ch_loop *ch_open(int64_t connection_limit);
/// Ends every transfer and closes the loop.
void ch_close(struct ch_loop *loop);

/// A transfer that is not started; everything given is copied. NULL when there is no memory.
struct ch_transfer *ch_new(const char *url, uint64_t tag, int64_t timeout_ms, size_t body_limit);
void ch_set_method(struct ch_transfer *transfer, const char *method);
void ch_add_header(struct ch_transfer *transfer, const char *line);
void ch_set_body(struct ch_transfer *transfer, const uint8_t *body, size_t count);
void ch_set_password(struct ch_transfer *transfer, const char *user, const char *password);
void ch_set_bearer(struct ch_transfer *transfer, const char *token);
void ch_set_ca_file(struct ch_transfer *transfer, const char *path);
/// The proxy's URL, or "" for none at all; without it the environment decides.
void ch_set_proxy(struct ch_transfer *transfer, const char *url);
void ch_allow_insecure(struct ch_transfer *transfer);
void ch_allow_link_local(struct ch_transfer *transfer);
/// Connects and does no more.
void ch_connect_only(struct ch_transfer *transfer);
/// Starts it; whatever comes of it, ch_next gives it back.
void ch_start(struct ch_loop *loop, struct ch_transfer *transfer);
void ch_free(struct ch_transfer *transfer);

/// Does what there is to do, waiting for it so many milliseconds at most.
void ch_wait(struct ch_loop *loop, int64_t milliseconds);
/// A descriptor of the caller's own, or -1: eight bytes written to it end a wait, or the next one.
int32_t ch_waker(struct ch_loop *loop);
/// Takes a transfer that has ended; false when there is none.
bool ch_next(struct ch_loop *loop, struct ch_result *result);

/// Whether a redirect stays on the host and port, and does not fall from https to http.
bool ch_is_same_host(const char *from, const char *to);
/// Writes "host:port" of a URL; false when it is no http or https URL or does not fit.
bool ch_authority(const char *url, char *text, size_t size);
#endif
