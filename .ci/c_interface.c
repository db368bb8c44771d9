/* Calls libadhere as no program should: `c_interface [CALLS [RANDOM]]`.
 *
 * Wrong handles, NULL, lengths that cannot be, random bytes, eight threads, a fork, streams that are
 * open at the end: all are answered, none may crash, and memory stays what it was over CALLS calls.
 * `.ci/check-c` runs it with AddressSanitizer, where it also looks for what is read beyond its end:
 * every input is in memory of its very length. */
#include "adhere.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#define CHECK(what) \
  do { \
    if (!(what)) { \
      fprintf(stderr, "%s:%d: does not hold: %s\n", __FILE__, __LINE__, #what); \
      exit(1); \
    } \
  } while (0)

#define U(text) ((const uint8_t *)(text))
#define TEXT(text) U(text), (ptrdiff_t)strlen(text)

static const char SCHEMA[] =
    "{\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"},\"s\":{\"enum\":[\"a\",\"b\"]},"
    "\"l\":{\"type\":\"array\",\"items\":{\"type\":\"string\",\"pattern\":\"^x+$\"}}},"
    "\"required\":[\"n\"]}";
static const char TOOLS[] =
    "[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":{\"type\":\"object\","
    "\"properties\":{\"n\":{\"type\":\"integer\"}},\"required\":[\"n\"]}}}]";
static const char REQUEST[] =
    "{\"model\":\"m\",\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":{"
    "\"type\":\"object\",\"properties\":{\"n\":{\"type\":\"integer\"}},\"required\":[\"n\"]}}}]}";
static const char CALLS[] = "[{\"name\":\"f\",\"arguments\":\"{n:1,}\"}]";
static const char BODY[] =
    "{\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"tool_calls\":[{\"id\":\"c\",\"type\":"
    "\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{n:1,}\"}}]},\"finish_reason\":"
    "\"tool_calls\"}]}";
static const char EVENTS[] =
    "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hello\"}}]}\n\n"
    "data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"type\":"
    "\"function\",\"function\":{\"name\":\"f\",\"arguments\":\"{n:\"}}]}}]}\n\n"
    "data: {\"choices\":[{\"index\":0,\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{"
    "\"arguments\":\"1,}\"}}]},\"finish_reason\":\"tool_calls\"}]}\n\ndata: [DONE]\n\n";
static const char *TEXTS[] = {
    "{\"n\":1}", "{'n': '1',}", "```json\n{n: 1}\n```", "<think>?</think>{\"n\": 1, \"l\": [\"xx\",]}",
    "{\"n\":1", "f(n=1)", "<tool_call>{\"name\":\"f\",\"arguments\":{\"n\":1}}</tool_call>",
    "[1, 2", "Hello", "\xff\xfe{\"n\":1}", "{\"n\":1e400}", "{\"s\":\"A\",\"n\":1.0}"};
static const char *ABOUTS[] = {
    "", "{\"id\":7,\"model\":\"m\"}", "{\"finish_reason\":\"length\"}", "{\"partial\":1}", "[]", "{",
    "{\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}"};
static const char *OPTIONS[] = {
    "", "{\"kind\":\"any\"}", "{\"kind\":\"any-call\"}", "{\"repair\":\"guess\",\"counts\":true}",
    "{\"repair\":\"none\"}", "{\"deny\":[\"trailing-comma\"]}", "{\"kind\":\"tools\"}",
    "{\"kind\":\"request\",\"stream\":\"through\"}", "{\"kind\":\"request\",\"abort\":\"content\"}"};
#define COUNT(list) ((unsigned)(sizeof list / sizeof *list))

/* Numbers that are the same in each run, for each thread its own. */
static unsigned below(uint64_t *state, unsigned limit) {
  *state = *state * 6364136223846793005u + 1442695040888963407u;
  return (unsigned)(*state >> 33) % limit;
}

/* Reads what came back to its NUL; returns its length. */
static ptrdiff_t readAll(const uint8_t *bytes, ptrdiff_t length) {
  CHECK(bytes != NULL && length >= 0 && bytes[length] == 0);
  for (ptrdiff_t i = 0; i < length; i++) (void)*(volatile const uint8_t *)(bytes + i);
  return length;
}

static adhere_contract *contract(const char *source, const char *options) {
  uint8_t error[256] = {0};
  adhere_contract *made = adhere_contract_new(TEXT(source), TEXT(options), error, sizeof error);
  if (!made) fprintf(stderr, "%s\n", (char *)error);
  CHECK(made);
  return made;
}

/* Every function with a handle that is none of its kind. */
static void callWith(void *wrong) {
  ptrdiff_t length = 7;
  CHECK(!adhere_judge_new(wrong) && !adhere_stream_new(wrong, NULL, 0));
  CHECK(adhere_judge_text(wrong, TEXT("{}"), NULL, 0) == ADHERE_BAD_ARGUMENT);
  CHECK(adhere_judge_calls(wrong, TEXT(CALLS), NULL, 0) == ADHERE_BAD_ARGUMENT);
  CHECK(adhere_judge_body(wrong, TEXT(BODY), 200, NULL, 0) == ADHERE_BAD_ARGUMENT);
  CHECK(!adhere_judge_value(wrong, &length) && !adhere_judge_records(wrong, &length));
  CHECK(!adhere_judge_handed_on(wrong, &length) && !adhere_judge_tallies(wrong, NULL));
  CHECK(adhere_stream_feed(wrong, TEXT(EVENTS)) == ADHERE_BAD_ARGUMENT);
  CHECK(adhere_stream_finish(wrong) == ADHERE_BAD_ARGUMENT);
  CHECK(!adhere_stream_handed_on(wrong, &length) && !adhere_stream_records(wrong, NULL));
  adhere_contract_free(wrong);
  adhere_judge_free(wrong);
  adhere_stream_free(wrong);
}

static void wrongHandles(void) {
  adhere_contract *made = contract(SCHEMA, "");
  adhere_judge *judge = adhere_judge_new(made);
  adhere_stream *stream = adhere_stream_new(made, NULL, 0);
  uint64_t nothing[2] = {0, 0}, noise[2] = {~0u, ~0u};
  CHECK(made && judge && stream);
  void *wrong[] = {NULL, (void *)1, (char *)nothing + 4, nothing, noise};
  for (unsigned i = 0; i < COUNT(wrong); i++) callWith(wrong[i]);
  CHECK(!adhere_judge_new((void *)judge) && !adhere_judge_new((void *)stream));
  CHECK(!adhere_stream_new((void *)judge, NULL, 0) && !adhere_stream_new((void *)stream, NULL, 0));
  CHECK(adhere_judge_text((void *)made, TEXT("{}"), NULL, 0) == ADHERE_BAD_ARGUMENT);
  CHECK(adhere_judge_text((void *)stream, TEXT("{}"), NULL, 0) == ADHERE_BAD_ARGUMENT);
  CHECK(!adhere_judge_records((void *)stream, NULL) && !adhere_stream_records((void *)judge, NULL));
  CHECK(adhere_stream_feed((void *)judge, TEXT("x")) == ADHERE_BAD_ARGUMENT);
  CHECK(adhere_stream_finish((void *)made) == ADHERE_BAD_ARGUMENT);
  /* None of these is freed by the wrong function. */
  adhere_contract_free((void *)judge);
  adhere_judge_free((void *)stream);
  adhere_stream_free((void *)made);
  CHECK(adhere_judge_text(judge, TEXT("{\"n\":1}"), NULL, 0) == ADHERE_VALID);
  CHECK(adhere_stream_finish(stream) >= 0 && adhere_stream_finish(stream) == ADHERE_ENDED);
  CHECK(adhere_stream_feed(stream, TEXT("x")) == ADHERE_ENDED);
  adhere_stream_free(stream);
  adhere_judge_free(judge);
  adhere_contract_free(made);
}

static void wrongLengths(void) {
  const ptrdiff_t wrong[] = {-1, PTRDIFF_MIN, ((ptrdiff_t)1 << 30) + 1, (ptrdiff_t)1 << 31,
                             (ptrdiff_t)1 << 32, PTRDIFF_MAX};
  adhere_contract *made = contract(REQUEST, "{\"kind\":\"request\"}");
  adhere_judge *judge = adhere_judge_new(made);
  adhere_stream *stream = adhere_stream_new(made, NULL, 0);
  for (unsigned i = 0; i <= COUNT(wrong); i++) {
    /* The last is a length without bytes. */
    const uint8_t *bytes = i < COUNT(wrong) ? U("{}") : NULL;
    ptrdiff_t length = i < COUNT(wrong) ? wrong[i] : 2;
    CHECK(!adhere_contract_new(bytes, length, NULL, 0, NULL, 0));
    CHECK(!adhere_contract_new(TEXT("{}"), bytes, length, NULL, 0));
    CHECK(adhere_judge_text(judge, bytes, length, NULL, 0) == ADHERE_BAD_ARGUMENT);
    CHECK(adhere_judge_text(judge, TEXT("{}"), bytes, length) == ADHERE_BAD_ARGUMENT);
    CHECK(adhere_judge_calls(judge, bytes, length, NULL, 0) == ADHERE_BAD_ARGUMENT);
    CHECK(adhere_judge_calls(judge, TEXT(CALLS), bytes, length) == ADHERE_BAD_ARGUMENT);
    CHECK(adhere_judge_body(judge, bytes, length, 0, NULL, 0) == ADHERE_BAD_ARGUMENT);
    CHECK(adhere_judge_body(judge, TEXT(BODY), 0, bytes, length) == ADHERE_BAD_ARGUMENT);
    CHECK(!adhere_stream_new(made, bytes, length));
    CHECK(adhere_stream_feed(stream, bytes, length) == ADHERE_BAD_ARGUMENT);
  }
  /* Nothing at all is an output, too. */
  CHECK(adhere_judge_text(judge, NULL, 0, NULL, 0) >= 0);
  CHECK(adhere_judge_body(judge, NULL, 0, 0, NULL, 0) >= 0);
  CHECK(adhere_judge_calls(judge, NULL, 0, NULL, 0) == ADHERE_BAD_OPTIONS);
  CHECK(adhere_judge_body(judge, TEXT(BODY), INT32_MIN, NULL, 0) >= 0);
  CHECK(adhere_judge_body(judge, TEXT(BODY), INT32_MAX, NULL, 0) >= 0);
  CHECK(adhere_stream_feed(stream, NULL, 0) == 0);
  readAll(adhere_stream_handed_on(stream, NULL), 0);
  /* Where an error goes has room for what of it fits, and not a byte more. */
  for (ptrdiff_t size = 0; size < 200; size++) {
    uint8_t *error = malloc((size_t)size + (size == 0));
    CHECK(!adhere_contract_new(TEXT("{\"type\":1}"), NULL, 0, error, size));
    if (size) CHECK((ptrdiff_t)strnlen((char *)error, (size_t)size) < size);
    free(error);
  }
  CHECK(!adhere_contract_new(TEXT("{\"type\":1}"), NULL, 0, (uint8_t *)"", -1));
  adhere_stream_free(stream);
  adhere_judge_free(judge);
  adhere_contract_free(made);
}

/* A text in memory of its length, some of its bytes changed, left out or doubled. */
static uint8_t *damaged(uint64_t *state, const char *text, ptrdiff_t *length) {
  size_t size = strlen(text);
  uint8_t *bytes = malloc(size * 2 + 1), *whole;
  size_t n = 0;
  unsigned often = below(state, 4) ? 40 : 4;
  for (size_t i = 0; i < size; i++) {
    unsigned what = below(state, often * 4);
    if (what == 0) continue;
    bytes[n++] = what == 1 ? (uint8_t)below(state, 256) : (uint8_t)text[i];
    if (what == 2) bytes[n++] = (uint8_t)"{}[]\",:'\\n1 "[below(state, 12)];
  }
  if (below(state, 8) == 0) n = below(state, (unsigned)n + 1);
  whole = malloc(n ? n : 1);
  memcpy(whole, bytes, n);
  free(bytes);
  *length = (ptrdiff_t)n;
  return whole;
}

static void judgeDamaged(uint64_t *state, adhere_contract *made) {
  adhere_judge *judge = adhere_judge_new(made);
  CHECK(judge);
  for (unsigned round = 0; round < 8; round++) {
    ptrdiff_t length, aboutLength, out;
    uint8_t *about = damaged(state, ABOUTS[below(state, COUNT(ABOUTS))], &aboutLength);
    uint8_t *bytes;
    int32_t status;
    switch (below(state, 3)) {
    case 0:
      bytes = damaged(state, TEXTS[below(state, COUNT(TEXTS))], &length);
      status = adhere_judge_text(judge, bytes, length, about, aboutLength);
      break;
    case 1:
      bytes = damaged(state, CALLS, &length);
      status = adhere_judge_calls(judge, bytes, length, about, aboutLength);
      break;
    default:
      bytes = damaged(state, BODY, &length);
      status = adhere_judge_body(judge, bytes, length, (int32_t)below(state, 600), about, aboutLength);
    }
    /* They are not needed any more: what comes back is the library's own. */
    free(bytes);
    free(about);
    CHECK(status >= ADHERE_BAD_OPTIONS && status <= ADHERE_UNCHECKED && status != ADHERE_BAD_ARGUMENT);
    const uint8_t *value = adhere_judge_value(judge, &out);
    if (value) readAll(value, out);
    const uint8_t *records = adhere_judge_records(judge, &out);
    CHECK(readAll(records, out) > 0);
    readAll(adhere_judge_handed_on(judge, &out), out);
    readAll(adhere_judge_tallies(judge, &out), out);
  }
  adhere_judge_free(judge);
  ptrdiff_t length, at = 0, out;
  uint8_t *bytes = damaged(state, below(state, 4) ? EVENTS : BODY, &length);
  adhere_stream *stream = adhere_stream_new(made, NULL, 0);
  while (at < length) {
    ptrdiff_t piece = 1 + below(state, 60);
    if (piece > length - at) piece = length - at;
    uint8_t *part = malloc((size_t)piece);
    memcpy(part, bytes + at, (size_t)piece);
    int32_t status = adhere_stream_feed(stream, part, piece);
    free(part);
    CHECK(status == 0 || status == 1);
    readAll(adhere_stream_handed_on(stream, &out), out);
    at += piece;
    if (status == 1 || below(state, 100) == 0) break;
  }
  free(bytes);
  /* One in four is never ended. */
  if (below(state, 4)) {
    CHECK(adhere_stream_finish(stream) >= ADHERE_BAD_OPTIONS);
    readAll(adhere_stream_handed_on(stream, &out), out);
    readAll(adhere_stream_records(stream, &out), out);
  }
  adhere_stream_free(stream);
}

static void randomBytes(unsigned rounds, uint64_t seed) {
  const char *sources[] = {SCHEMA, TOOLS, REQUEST, "", "{}"};
  uint64_t state = seed;
  unsigned made = 0;
  for (unsigned round = 0; round < rounds; round++) {
    ptrdiff_t length, optionsLength;
    const char *whole = sources[below(&state, COUNT(sources))];
    const char *options = whole == TOOLS ? "{\"kind\":\"tools\"}" : whole == REQUEST
        ? "{\"kind\":\"request\",\"counts\":true}" : OPTIONS[below(&state, COUNT(OPTIONS))];
    uint8_t *source, *chosen, error[64];
    if (below(&state, 3)) {
      length = (ptrdiff_t)strlen(whole), source = malloc((size_t)length + 1);
      memcpy(source, whole, (size_t)length);
      optionsLength = (ptrdiff_t)strlen(options), chosen = malloc((size_t)optionsLength + 1);
      memcpy(chosen, options, (size_t)optionsLength);
    } else {
      source = damaged(&state, whole, &length);
      chosen = damaged(&state, options, &optionsLength);
    }
    adhere_contract *found =
        adhere_contract_new(source, length, chosen, optionsLength, error, sizeof error);
    free(source);
    free(chosen);
    if (!found) continue;
    made++;
    judgeDamaged(&state, found);
    adhere_contract_free(found);
  }
  CHECK(made > rounds / 3);
}

static void ordinary(adhere_judge *judge) {
  ptrdiff_t length;
  CHECK(adhere_judge_text(judge, TEXT("{\"n\":1}"), NULL, 0) == ADHERE_VALID);
  CHECK(adhere_judge_text(judge, TEXT("{'n': '1',}"), NULL, 0) == ADHERE_REPAIRED);
  const uint8_t *value = adhere_judge_value(judge, &length);
  CHECK(value && strchr((char *)value, '1') && !strchr((char *)value, '\''));
  CHECK(adhere_judge_text(judge, TEXT("{\"n\":\"x\"}"), TEXT("{\"id\":1}")) == ADHERE_INVALID);
  CHECK(strstr((char *)adhere_judge_records(judge, &length), "must be integer"));
}

struct shared {
  adhere_contract *schema, *request;
  uint64_t seed;
};

static void *work(void *argument) {
  struct shared *shared = argument;
  uint64_t state = shared->seed;
  adhere_judge *judge = adhere_judge_new(shared->schema);
  for (int i = 0; i < 300; i++) {
    ordinary(judge);
    if (i % 10 == 0) judgeDamaged(&state, shared->request);
  }
  adhere_judge_free(judge);
  return NULL;
}

static void threads(void) {
  struct shared shared[8];
  pthread_t all[8];
  adhere_contract *schema = contract(SCHEMA, ""), *request = contract(REQUEST, "{\"kind\":\"request\"}");
  for (unsigned i = 0; i < 8; i++) {
    shared[i] = (struct shared){schema, request, i + 1};
    CHECK(pthread_create(&all[i], NULL, work, &shared[i]) == 0);
  }
  for (unsigned i = 0; i < 8; i++) pthread_join(all[i], NULL);
  adhere_contract_free(schema);
  adhere_contract_free(request);
}

static void forked(void) {
  adhere_contract *made = contract(SCHEMA, "");
  adhere_judge *judge = adhere_judge_new(made);
  ordinary(judge);
  pid_t child = fork();
  if (child == 0) {
    /* What was made before, and what is made now. */
    ordinary(judge);
    adhere_contract *own = contract(TOOLS, "{\"kind\":\"tools\"}");
    adhere_judge *other = adhere_judge_new(own);
    _exit(adhere_judge_text(other, TEXT("f(n='1')"), NULL, 0) == ADHERE_REPAIRED ? 0 : 1);
  }
  int status = -1;
  CHECK(waitpid(child, &status, 0) == child && status == 0);
  ordinary(judge);
  adhere_judge_free(judge);
  adhere_contract_free(made);
}

static long residentKilobytes(void) {
  long pages = 0, resident = 0;
  FILE *file = fopen("/proc/self/statm", "r");
  CHECK(file && fscanf(file, "%ld %ld", &pages, &resident) == 2);
  fclose(file);
  return resident * (sysconf(_SC_PAGESIZE) / 1024);
}

/* All that a program may do over and over, CALLS times. */
static long manyCalls(long calls) {
  long before = 0;
  adhere_contract *schema = contract(SCHEMA, "");
  adhere_judge *judge = adhere_judge_new(schema);
  for (long i = 0, warm = calls / 10; i < calls + warm; i++) {
    ptrdiff_t length;
    if (i == warm) before = residentKilobytes();
    adhere_judge_text(judge, TEXT(TEXTS[i % COUNT(TEXTS)]), NULL, 0);
    if (i % 2) readAll(adhere_judge_records(judge, &length), length);
    if (i % 50 == 0) {
      adhere_contract *made = contract(REQUEST, "{\"kind\":\"request\",\"counts\":true}");
      adhere_judge *other = adhere_judge_new(made);
      adhere_stream *stream = adhere_stream_new(made, NULL, 0);
      adhere_contract_free(made);
      adhere_judge_body(other, TEXT(BODY), 200, NULL, 0);
      readAll(adhere_judge_handed_on(other, &length), length);
      readAll(adhere_judge_tallies(other, &length), length);
      adhere_stream_feed(stream, TEXT(EVENTS));
      if (i % 100 == 0) adhere_stream_finish(stream);
      adhere_stream_free(stream);
      adhere_judge_free(other);
    }
  }
  adhere_judge_free(judge);
  adhere_contract_free(schema);
  return residentKilobytes() - before;
}

/* Open when the program ends. */
static adhere_stream *left;

int main(int count, char **arguments) {
  long calls = count > 1 ? atol(arguments[1]) : 1000000;
  unsigned rounds = count > 2 ? (unsigned)atol(arguments[2]) : 5000;
  printf("adhere %s\n", (const char *)adhere_version());
  wrongHandles();
  wrongLengths();
  randomBytes(rounds, 1);
  threads();
  forked();
  long grown = manyCalls(calls);
  printf("%u damaged contracts with what they judge, 8 threads, a fork; %ld calls, %+ld KB\n", rounds,
         calls, grown);
  if (grown > 1024) {
    fprintf(stderr, "memory grew by more than 1 MB\n");
    return 1;
  }
  adhere_contract *made = contract(REQUEST, "{\"kind\":\"request\"}");
  left = adhere_stream_new(made, NULL, 0);
  adhere_contract_free(made);
  adhere_stream_feed(left, TEXT("data: {\"choices\":[{\"delta\":{\"content\":\"{\"}}"));
  return 0;
}
