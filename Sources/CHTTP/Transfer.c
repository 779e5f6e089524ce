#define _GNU_SOURCE 1
#include "Transfer.h"
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/in.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

static bool append(struct ch_buffer *buffer, const char *bytes, size_t count) {
  if (count > buffer->limit - buffer->count) return false;
  if (buffer->count + count > buffer->capacity) {
    size_t capacity = buffer->capacity * 2;
    if (capacity < buffer->count + count) capacity = buffer->count + count;
    if (capacity < 1024) capacity = 1024;
    uint8_t *grown = realloc(buffer->bytes, capacity);
    if (grown == NULL) return false;
    buffer->bytes = grown;
    buffer->capacity = capacity;
  }
  memcpy(buffer->bytes + buffer->count, bytes, count);
  buffer->count += count;
  return true;
}

// Gets the body as it is after decompression, a piece at a time: a bomb ends at the limit.
static size_t take_body(char *bytes, size_t size, size_t count, void *context) {
  struct ch_transfer *transfer = context;
  if (append(&transfer->body, bytes, size * count)) return size * count;
  transfer->is_too_large = true;
  return 0;
}

static size_t take_header(char *bytes, size_t size, size_t count, void *context) {
  struct ch_transfer *transfer = context;
  // A new status line begins the headers of another answer, as after 100 Continue.
  if (size * count > 5 && memcmp(bytes, "HTTP/", 5) == 0) transfer->headers.count = 0;
  if (append(&transfer->headers, bytes, size * count)) return size * count;
  transfer->is_too_large = true;
  return 0;
}

// Link-local addresses, among them the metadata services of clouds, in IPv4, IPv6 and mapped.
static bool is_link_local(const struct sockaddr *address) {
  if (address->sa_family == AF_INET) {
    uint32_t number = ntohl(((const struct sockaddr_in *)address)->sin_addr.s_addr);
    return number >> 16 == 0xA9FE;
  }
  if (address->sa_family != AF_INET6) return false;
  static const uint8_t metadata[16] = {0xFD, 0, 0x0E, 0xC2, [14] = 2, [15] = 0x54};
  const uint8_t *bytes = ((const struct sockaddr_in6 *)address)->sin6_addr.s6_addr;
  if (IN6_IS_ADDR_V4MAPPED((const struct in6_addr *)bytes)) {
    return bytes[12] == 0xA9 && bytes[13] == 0xFE;
  }
  return (bytes[0] == 0xFE && (bytes[1] & 0xC0) == 0x80) || memcmp(bytes, metadata, 16) == 0;
}

// The address is the one that is connected to, whatever a name resolved to a moment ago.
static curl_socket_t open_socket(void *context, curlsocktype purpose,
                                 struct curl_sockaddr *address) {
  struct ch_transfer *transfer = context;
  (void)purpose;
  if (!transfer->allows_link_local && is_link_local(&address->addr)) {
    transfer->is_blocked = true;
    return CURL_SOCKET_BAD;
  }
  return socket(address->family, address->socktype | SOCK_CLOEXEC, address->protocol);
}

// What the host of a URL is, when it is an address.
enum host { HOST_NAME, HOST_ADDRESS, HOST_LINK_LOCAL };

static enum host host_of(const char *url) {
  enum host found = HOST_NAME;
  char *host = NULL;
  CURLU *parts = curl_url();
  if (parts != NULL && curl_url_set(parts, CURLUPART_URL, url, 0) == CURLUE_OK &&
      curl_url_get(parts, CURLUPART_HOST, &host, 0) == CURLUE_OK) {
    struct sockaddr_in6 six = {.sin6_family = AF_INET6};
    struct sockaddr_in four = {.sin_family = AF_INET};
    struct sockaddr *address = NULL;
    if (host[0] == '[') {
      host[strcspn(host, "]%")] = 0;
      if (inet_pton(AF_INET6, host + 1, &six.sin6_addr) == 1) address = (struct sockaddr *)&six;
    } else if (inet_pton(AF_INET, host, &four.sin_addr) == 1) {
      address = (struct sockaddr *)&four;
    }
    if (address != NULL) found = is_link_local(address) ? HOST_LINK_LOCAL : HOST_ADDRESS;
  }
  curl_free(host);
  curl_url_cleanup(parts);
  return found;
}

struct ch_transfer *ch_new(const char *url, uint64_t tag, int64_t timeout_ms, size_t body_limit) {
  struct ch_transfer *transfer = ch_load() ? calloc(1, sizeof *transfer) : NULL;
  if (transfer == NULL) return NULL;
  CURL *easy = transfer->easy = curl_easy_init();
  if (easy == NULL) {
    free(transfer);
    return NULL;
  }
  transfer->tag = tag;
  transfer->body.limit = body_limit;
  transfer->headers.limit = 65536;
  enum host host = host_of(url);
  // A proxy would connect to the address itself: one that the URL names is looked at before.
  transfer->is_blocked = host == HOST_LINK_LOCAL;
  // The cache of names is searched through after each transfer: what is no name has no place in it.
  curl_easy_setopt(easy, CURLOPT_DNS_CACHE_TIMEOUT, host == HOST_NAME ? 30L : 0L);
  curl_easy_setopt(easy, CURLOPT_PRIVATE, transfer);
  curl_easy_setopt(easy, CURLOPT_ERRORBUFFER, transfer->error);
  curl_easy_setopt(easy, CURLOPT_URL, url);
#if LIBCURL_VERSION_NUM >= 0x075500
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
#else
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS, CURLPROTO_HTTP | CURLPROTO_HTTPS);
#endif
#if LIBCURL_VERSION_NUM >= 0x075700
  // Otherwise a name server that hangs would hold the loop past the deadline.
  curl_easy_setopt(easy, CURLOPT_QUICK_EXIT, 1L);
#endif
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, 0L);
  curl_easy_setopt(easy, CURLOPT_TIMEOUT_MS, (long)timeout_ms);
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, (long)timeout_ms);
  curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
  curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, 8192L);
  curl_easy_setopt(easy, CURLOPT_USERAGENT, "incident");
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, transfer);
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_header);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, transfer);
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETFUNCTION, open_socket);
  curl_easy_setopt(easy, CURLOPT_OPENSOCKETDATA, transfer);
  return transfer;
}

void ch_set_method(struct ch_transfer *transfer, const char *method) {
  curl_easy_setopt(transfer->easy, CURLOPT_CUSTOMREQUEST, method);
}

void ch_add_header(struct ch_transfer *transfer, const char *line) {
  struct curl_slist *lines = curl_slist_append(transfer->header_lines, line);
  if (lines == NULL) return;
  transfer->header_lines = lines;
  curl_easy_setopt(transfer->easy, CURLOPT_HTTPHEADER, lines);
}

void ch_set_body(struct ch_transfer *transfer, const uint8_t *body, size_t count) {
  curl_easy_setopt(transfer->easy, CURLOPT_POSTFIELDSIZE, (long)count);
  curl_easy_setopt(transfer->easy, CURLOPT_COPYPOSTFIELDS, (const char *)body);
}

void ch_set_password(struct ch_transfer *transfer, const char *user, const char *password) {
  curl_easy_setopt(transfer->easy, CURLOPT_HTTPAUTH, CURLAUTH_BASIC);
  curl_easy_setopt(transfer->easy, CURLOPT_USERNAME, user);
  curl_easy_setopt(transfer->easy, CURLOPT_PASSWORD, password);
}

void ch_set_bearer(struct ch_transfer *transfer, const char *token) {
  curl_easy_setopt(transfer->easy, CURLOPT_HTTPAUTH, CURLAUTH_BEARER);
  curl_easy_setopt(transfer->easy, CURLOPT_XOAUTH2_BEARER, token);
}

void ch_set_ca_file(struct ch_transfer *transfer, const char *path) {
  curl_easy_setopt(transfer->easy, CURLOPT_CAINFO, path);
}

void ch_set_proxy(struct ch_transfer *transfer, const char *url) {
  curl_easy_setopt(transfer->easy, CURLOPT_PROXY, url);
}

void ch_allow_insecure(struct ch_transfer *transfer) {
  curl_easy_setopt(transfer->easy, CURLOPT_SSL_VERIFYPEER, 0L);
  curl_easy_setopt(transfer->easy, CURLOPT_SSL_VERIFYHOST, 0L);
}

void ch_allow_link_local(struct ch_transfer *transfer) {
  transfer->allows_link_local = true;
  transfer->is_blocked = false;
}

void ch_connect_only(struct ch_transfer *transfer) {
  curl_easy_setopt(transfer->easy, CURLOPT_CONNECT_ONLY, 1L);
  curl_easy_setopt(transfer->easy, CURLOPT_PROXY, "");
  curl_easy_setopt(transfer->easy, CURLOPT_FORBID_REUSE, 1L);
}

void ch_free(struct ch_transfer *transfer) {
  if (transfer->loop != NULL) {
    curl_multi_remove_handle(transfer->loop, transfer->easy);
    if (transfer->next != NULL) transfer->next->previous = transfer->previous;
    if (transfer->previous != NULL) transfer->previous->next = transfer->next;
    else *transfer->list = transfer->next;
  }
  curl_easy_cleanup(transfer->easy);
  curl_slist_free_all(transfer->header_lines);
  free(transfer->body.bytes);
  free(transfer->headers.bytes);
  free(transfer);
}

static int32_t outcome(const struct ch_transfer *transfer, CURLcode code, int32_t error_number) {
  if (transfer->is_blocked) return CH_BLOCKED;
  if (transfer->is_too_large) return CH_TOO_LARGE;
  switch (code) {
    case CURLE_OK: return CH_ANSWERED;
    case CURLE_COULDNT_CONNECT:
      return error_number == 0 || error_number == ECONNREFUSED ? CH_REFUSED : CH_UNREACHABLE;
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY: return CH_NOT_RESOLVED;
    case CURLE_OPERATION_TIMEDOUT: return CH_TIMED_OUT;
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH: return CH_UNTRUSTED;
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL: {
      // The latter also stands for an answer that is no HTTP.
      long connections = 0;
      curl_easy_getinfo(transfer->easy, CURLINFO_NUM_CONNECTS, &connections);
      return connections > 0 ? CH_BROKEN_OFF : CH_BAD_REQUEST;
    }
    default: return CH_BROKEN_OFF;
  }
}

void ch_conclude(struct ch_transfer *transfer, CURLcode code, struct ch_result *result) {
  long status = 0, error_number = 0;
  curl_off_t microseconds = 0;
  char *location = NULL;
  curl_easy_getinfo(transfer->easy, CURLINFO_RESPONSE_CODE, &status);
  curl_easy_getinfo(transfer->easy, CURLINFO_OS_ERRNO, &error_number);
  curl_easy_getinfo(transfer->easy, CURLINFO_TOTAL_TIME_T, &microseconds);
  curl_easy_getinfo(transfer->easy, CURLINFO_REDIRECT_URL, &location);
  *result = (struct ch_result){
      .transfer = transfer,
      .tag = transfer->tag,
      .outcome = outcome(transfer, code, (int32_t)error_number),
      .status = (int32_t)status,
      .error_number = (int32_t)error_number,
      .milliseconds = microseconds / 1000,
      .body = transfer->body.bytes,
      .body_count = transfer->body.count,
      .headers = transfer->headers.bytes,
      .header_count = transfer->headers.count,
      .location = location,
      .message = transfer->error[0] != 0 ? transfer->error : curl_easy_strerror(code),
  };
}

struct parts {
  char *scheme, *host, *port;
};

static bool split(const char *url, struct parts *parts) {
  *parts = (struct parts){0};
  CURLU *whole = curl_url();
  bool is_whole =
      whole != NULL && curl_url_set(whole, CURLUPART_URL, url, 0) == CURLUE_OK &&
      curl_url_get(whole, CURLUPART_SCHEME, &parts->scheme, 0) == CURLUE_OK &&
      curl_url_get(whole, CURLUPART_HOST, &parts->host, 0) == CURLUE_OK &&
      curl_url_get(whole, CURLUPART_PORT, &parts->port, CURLU_DEFAULT_PORT) == CURLUE_OK;
  curl_url_cleanup(whole);
  return is_whole && strncasecmp(parts->scheme, "http", 4) == 0;
}

static void discard(struct parts *parts) {
  curl_free(parts->scheme);
  curl_free(parts->host);
  curl_free(parts->port);
}

bool ch_is_same_host(const char *from, const char *to) {
  if (!ch_load()) return false;
  struct parts old, new;
  bool is_old = split(from, &old), is_new = split(to, &new);
  bool is_same = is_old && is_new && strcasecmp(old.host, new.host) == 0;
  if (is_same && strcasecmp(old.scheme, new.scheme) == 0) {
    is_same = strcmp(old.port, new.port) == 0;
  } else if (is_same) {
    // From http to https the port may change with it, and only to the usual one.
    is_same = strcasecmp(new.scheme, "https") == 0 && strcmp(old.port, "80") == 0 &&
              strcmp(new.port, "443") == 0;
  }
  discard(&old);
  discard(&new);
  return is_same;
}

bool ch_authority(const char *url, char *text, size_t size) {
  if (!ch_load()) return false;
  struct parts parts;
  bool is_whole = split(url, &parts);
  if (is_whole) {
    int length = snprintf(text, size, "%s:%s", parts.host, parts.port);
    is_whole = length > 0 && (size_t)length < size;
  }
  discard(&parts);
  return is_whole;
}
