/* The functions of adhere.h for Node: handles are externals that free themselves, bytes are Buffers or
 * strings. What they mean is said in adhere.h and index.d.ts. */
#define NAPI_VERSION 8
#include <node_api.h>
#include <stdlib.h>
#include <string.h>

#include "adhere.h"

typedef struct {
  uint8_t *bytes;
  size_t count;
  int owned;
} text;

/* Each kind of handle says which it is, so that one is not taken for another. */
static const napi_type_tag contract_tag = {0x6164686572656331, 0x636f6e7472616374};
static const napi_type_tag judge_tag = {0x6164686572656332, 0x6a75646765000000};
static const napi_type_tag stream_tag = {0x6164686572656333, 0x73747265616d0000};

static napi_value fail(napi_env env, const char *message) {
  napi_throw_type_error(env, NULL, message);
  return NULL;
}

/* A string or Buffer; nothing where it is undefined or null. */
static int take(napi_env env, napi_value value, text *out) {
  napi_valuetype type;
  bool is_buffer = false;
  out->bytes = NULL;
  out->count = 0;
  out->owned = 0;
  if (napi_typeof(env, value, &type) != napi_ok) return 0;
  if (type == napi_undefined || type == napi_null) return 1;
  if (type == napi_string) {
    if (napi_get_value_string_utf8(env, value, NULL, 0, &out->count) != napi_ok) return 0;
    out->bytes = malloc(out->count + 1);
    if (!out->bytes) return 0;
    out->owned = 1;
    return napi_get_value_string_utf8(env, value, (char *)out->bytes, out->count + 1,
                                      &out->count) == napi_ok;
  }
  if (napi_is_buffer(env, value, &is_buffer) != napi_ok || !is_buffer) return 0;
  return napi_get_buffer_info(env, value, (void **)&out->bytes, &out->count) == napi_ok;
}

static void give_back(text *value) {
  if (value->owned) free(value->bytes);
}

static void *handle(napi_env env, napi_value value, const napi_type_tag *tag) {
  bool is_right = false;
  void *data = NULL;
  if (napi_check_object_type_tag(env, value, tag, &is_right) != napi_ok || !is_right) return NULL;
  napi_get_value_external(env, value, &data);
  return data;
}

static void free_contract(napi_env env, void *data, void *hint) { adhere_contract_free(data); }
static void free_judge(napi_env env, void *data, void *hint) { adhere_judge_free(data); }
static void free_stream(napi_env env, void *data, void *hint) { adhere_stream_free(data); }

static napi_value wrap(napi_env env, void *data, napi_finalize free_it, const napi_type_tag *tag) {
  napi_value result;
  if (napi_create_external(env, data, free_it, NULL, &result) != napi_ok) return NULL;
  napi_type_tag_object(env, result, tag);
  return result;
}

static napi_value buffer(napi_env env, const uint8_t *bytes, ptrdiff_t count) {
  napi_value result;
  if (!bytes || napi_create_buffer_copy(env, count, bytes, NULL, &result) != napi_ok) return NULL;
  return result;
}

static napi_value string(napi_env env, const uint8_t *bytes, ptrdiff_t count) {
  napi_value result;
  if (!bytes || napi_create_string_utf8(env, (const char *)bytes, count, &result) != napi_ok)
    return NULL;
  return result;
}

static napi_value number(napi_env env, int32_t value) {
  napi_value result;
  napi_create_int32(env, value, &result);
  return result;
}

static napi_value version(napi_env env, napi_callback_info info) {
  return string(env, adhere_version(), NAPI_AUTO_LENGTH);
}

/* contractNew(json, options): a handle, or a string with what is wrong. */
static napi_value contract_new(napi_env env, napi_callback_info info) {
  size_t count = 2;
  napi_value arguments[2];
  text json, options;
  uint8_t error[4096] = {0};
  napi_get_cb_info(env, info, &count, arguments, NULL, NULL);
  if (count < 2 || !take(env, arguments[0], &json)) return fail(env, "bytes or a string");
  if (!take(env, arguments[1], &options)) {
    give_back(&json);
    return fail(env, "bytes or a string");
  }
  adhere_contract *made = adhere_contract_new(json.bytes, json.count, options.bytes, options.count,
                                              error, sizeof error);
  give_back(&json);
  give_back(&options);
  if (!made) return string(env, error, NAPI_AUTO_LENGTH);
  return wrap(env, made, free_contract, &contract_tag);
}

static napi_value judge_new(napi_env env, napi_callback_info info) {
  size_t count = 1;
  napi_value argument;
  napi_get_cb_info(env, info, &count, &argument, NULL, NULL);
  adhere_judge *made = adhere_judge_new(handle(env, argument, &contract_tag));
  return made ? wrap(env, made, free_judge, &judge_tag) : fail(env, "no contract");
}

static napi_value judge_some(napi_env env, napi_callback_info info, int calls) {
  size_t count = 3;
  napi_value arguments[3];
  text output, about;
  napi_get_cb_info(env, info, &count, arguments, NULL, NULL);
  if (count < 3 || !take(env, arguments[1], &output)) return fail(env, "bytes or a string");
  if (!take(env, arguments[2], &about)) {
    give_back(&output);
    return fail(env, "bytes or a string");
  }
  adhere_judge *judge = handle(env, arguments[0], &judge_tag);
  int32_t outcome = (calls ? adhere_judge_calls : adhere_judge_text)(
      judge, output.bytes, output.count, about.bytes, about.count);
  give_back(&output);
  give_back(&about);
  return number(env, outcome);
}

static napi_value judge_text(napi_env env, napi_callback_info info) {
  return judge_some(env, info, 0);
}

static napi_value judge_calls(napi_env env, napi_callback_info info) {
  return judge_some(env, info, 1);
}

static napi_value judge_body(napi_env env, napi_callback_info info) {
  size_t count = 4;
  napi_value arguments[4];
  text body, about;
  int32_t status = 0;
  napi_get_cb_info(env, info, &count, arguments, NULL, NULL);
  if (count < 4 || !take(env, arguments[1], &body)) return fail(env, "bytes or a string");
  if (!take(env, arguments[3], &about)) {
    give_back(&body);
    return fail(env, "bytes or a string");
  }
  napi_get_value_int32(env, arguments[2], &status);
  int32_t outcome = adhere_judge_body(handle(env, arguments[0], &judge_tag), body.bytes, body.count,
                                      status, about.bytes, about.count);
  give_back(&body);
  give_back(&about);
  return number(env, outcome);
}

typedef const uint8_t *(*judge_reader)(adhere_judge *, ptrdiff_t *);
typedef const uint8_t *(*stream_reader)(adhere_stream *, ptrdiff_t *);

static napi_value of_judge(napi_env env, napi_callback_info info, judge_reader read, int bytes) {
  size_t count = 1;
  napi_value argument;
  ptrdiff_t length = 0;
  napi_get_cb_info(env, info, &count, &argument, NULL, NULL);
  const uint8_t *found = read(handle(env, argument, &judge_tag), &length);
  if (!found) return fail(env, "no judge");
  return bytes ? buffer(env, found, length) : string(env, found, length);
}

static napi_value of_stream(napi_env env, napi_callback_info info, stream_reader read, int bytes) {
  size_t count = 1;
  napi_value argument;
  ptrdiff_t length = 0;
  napi_get_cb_info(env, info, &count, &argument, NULL, NULL);
  const uint8_t *found = read(handle(env, argument, &stream_tag), &length);
  if (!found) return fail(env, "no stream");
  return bytes ? buffer(env, found, length) : string(env, found, length);
}

static napi_value judge_records(napi_env env, napi_callback_info info) {
  return of_judge(env, info, adhere_judge_records, 0);
}

static napi_value judge_value(napi_env env, napi_callback_info info) {
  return of_judge(env, info, adhere_judge_value, 0);
}

static napi_value judge_handed_on(napi_env env, napi_callback_info info) {
  return of_judge(env, info, adhere_judge_handed_on, 1);
}

static napi_value judge_tallies(napi_env env, napi_callback_info info) {
  return of_judge(env, info, adhere_judge_tallies, 0);
}

static napi_value stream_new(napi_env env, napi_callback_info info) {
  size_t count = 2;
  napi_value arguments[2];
  text about;
  napi_get_cb_info(env, info, &count, arguments, NULL, NULL);
  if (count < 2 || !take(env, arguments[1], &about)) return fail(env, "bytes or a string");
  adhere_stream *made =
      adhere_stream_new(handle(env, arguments[0], &contract_tag), about.bytes, about.count);
  give_back(&about);
  return made ? wrap(env, made, free_stream, &stream_tag) : fail(env, "no contract");
}

static napi_value stream_feed(napi_env env, napi_callback_info info) {
  size_t count = 2;
  napi_value arguments[2];
  text bytes;
  napi_get_cb_info(env, info, &count, arguments, NULL, NULL);
  if (count < 2 || !take(env, arguments[1], &bytes)) return fail(env, "bytes or a string");
  int32_t status =
      adhere_stream_feed(handle(env, arguments[0], &stream_tag), bytes.bytes, bytes.count);
  give_back(&bytes);
  return number(env, status);
}

static napi_value stream_finish(napi_env env, napi_callback_info info) {
  size_t count = 1;
  napi_value argument;
  napi_get_cb_info(env, info, &count, &argument, NULL, NULL);
  return number(env, adhere_stream_finish(handle(env, argument, &stream_tag)));
}

static napi_value stream_handed_on(napi_env env, napi_callback_info info) {
  return of_stream(env, info, adhere_stream_handed_on, 1);
}

static napi_value stream_records(napi_env env, napi_callback_info info) {
  return of_stream(env, info, adhere_stream_records, 0);
}

NAPI_MODULE_INIT() {
  static const struct {
    const char *name;
    napi_callback function;
  } functions[] = {
      {"version", version},          {"contractNew", contract_new},
      {"judgeNew", judge_new},       {"judgeText", judge_text},
      {"judgeCalls", judge_calls},   {"judgeBody", judge_body},
      {"judgeRecords", judge_records}, {"judgeValue", judge_value}, {"judgeHandedOn", judge_handed_on},
      {"judgeTallies", judge_tallies}, {"streamNew", stream_new},
      {"streamFeed", stream_feed},   {"streamFinish", stream_finish},
      {"streamHandedOn", stream_handed_on}, {"streamRecords", stream_records},
  };
  for (size_t i = 0; i < sizeof functions / sizeof *functions; i++) {
    napi_value function;
    napi_create_function(env, functions[i].name, NAPI_AUTO_LENGTH, functions[i].function, NULL,
                         &function);
    napi_set_named_property(env, exports, functions[i].name, function);
  }
  return exports;
}
