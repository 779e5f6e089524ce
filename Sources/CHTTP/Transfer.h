// One transfer, as the two halves of the shim share it.
#ifndef CHTTP_TRANSFER_H
#define CHTTP_TRANSFER_H
#include "CHTTP.h"
#include "Library.h"

struct ch_buffer {
  uint8_t *bytes;
  size_t count, capacity, limit;
};

struct ch_transfer {
  CURL *easy;
  CURLM *loop;  // NULL before the start
  struct ch_transfer **list, *next, *previous;
  struct curl_slist *header_lines;
  struct ch_buffer body, headers;
  uint64_t tag;
  bool is_too_large, is_blocked, allows_link_local;
  char error[CURL_ERROR_SIZE];
};

void ch_conclude(struct ch_transfer *transfer, CURLcode code, struct ch_result *result);
#endif
