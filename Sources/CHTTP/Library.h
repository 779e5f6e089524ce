// libcurl, loaded when something is first asked: with the thirty libraries behind it, it is a third of the time in which a
// command of this program starts, and most commands ask nothing.
#ifndef CHTTP_LIBRARY_H
#define CHTTP_LIBRARY_H
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>
#include <stdbool.h>
#undef curl_easy_setopt
#undef curl_easy_getinfo
#undef curl_multi_setopt

#define CH_FUNCTIONS(DO)                                                                            \
  DO(curl_easy_cleanup) DO(curl_easy_getinfo) DO(curl_easy_init) DO(curl_easy_setopt)               \
  DO(curl_easy_strerror) DO(curl_free) DO(curl_global_init) DO(curl_multi_add_handle)               \
  DO(curl_multi_assign) DO(curl_multi_cleanup) DO(curl_multi_info_read) DO(curl_multi_init)         \
  DO(curl_multi_remove_handle) DO(curl_multi_setopt) DO(curl_multi_socket_action)                   \
  DO(curl_slist_append) DO(curl_slist_free_all) DO(curl_url) DO(curl_url_cleanup) DO(curl_url_get)  \
  DO(curl_url_set)

struct ch_library {
#define CH_MEMBER(name) __typeof__(&name) name;
  CH_FUNCTIONS(CH_MEMBER)
#undef CH_MEMBER
};

extern struct ch_library ch_library;

/// Loads libcurl unless it is loaded; false when this machine has none that knows all of these functions.
bool ch_load(void);

#ifndef CH_LIBRARY_IMPLEMENTATION
#define curl_easy_cleanup ch_library.curl_easy_cleanup
#define curl_easy_getinfo ch_library.curl_easy_getinfo
#define curl_easy_init ch_library.curl_easy_init
#define curl_easy_setopt ch_library.curl_easy_setopt
#define curl_easy_strerror ch_library.curl_easy_strerror
#define curl_free ch_library.curl_free
#define curl_global_init ch_library.curl_global_init
#define curl_multi_add_handle ch_library.curl_multi_add_handle
#define curl_multi_assign ch_library.curl_multi_assign
#define curl_multi_cleanup ch_library.curl_multi_cleanup
#define curl_multi_info_read ch_library.curl_multi_info_read
#define curl_multi_init ch_library.curl_multi_init
#define curl_multi_remove_handle ch_library.curl_multi_remove_handle
#define curl_multi_setopt ch_library.curl_multi_setopt
#define curl_multi_socket_action ch_library.curl_multi_socket_action
#define curl_slist_append ch_library.curl_slist_append
#define curl_slist_free_all ch_library.curl_slist_free_all
#define curl_url ch_library.curl_url
#define curl_url_cleanup ch_library.curl_url_cleanup
#define curl_url_get ch_library.curl_url_get
#define curl_url_set ch_library.curl_url_set
#endif
#endif
