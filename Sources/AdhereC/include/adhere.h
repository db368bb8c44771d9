/* Adhere: judges and repairs what language models write, in process.
 *
 *     adhere_contract *contract = adhere_contract_new(schema, strlen(schema), NULL, 0, error, 256);
 *     adhere_judge *judge = adhere_judge_new(contract);
 *     if (adhere_judge_text(judge, text, length, NULL, 0) <= ADHERE_REPAIRED)
 *       puts(adhere_judge_records(judge, NULL));
 *
 * Bytes are UTF-8; a length counts them. Bytes that come back are valid until the next call with the
 * same handle, and end in a NUL that the length does not count. A contract never changes: any number
 * of threads may share it. A judge or a stream belongs to one thread at a time. Nothing is global,
 * nothing is read or written but memory, nothing is called back. A handle that is NULL or of another
 * kind, a length without bytes and a length above 2^30 are answered with ADHERE_BAD_ARGUMENT or NULL;
 * a handle that was freed must not be used.
 */
#ifndef ADHERE_H
#define ADHERE_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* What outputs have to be. */
typedef struct adhere_contract adhere_contract;
/* Judges outputs one after the other. */
typedef struct adhere_judge adhere_judge;
/* Judges one streamed answer while it runs. */
typedef struct adhere_stream adhere_stream;

/* Outcomes. An output is handed on where it is ADHERE_VALID, ADHERE_REPAIRED or ADHERE_UNCHECKED;
 * ADHERE_NO_CALL is an answer without a call where none was due. */
enum {
  ADHERE_VALID = 0,
  ADHERE_REPAIRED = 1,
  ADHERE_INVALID = 2,
  ADHERE_UNREADABLE = 3,
  ADHERE_TRUNCATED = 4,
  ADHERE_NO_CALL = 5,
  ADHERE_REFUSED = 6,
  ADHERE_ERROR = 7,
  ADHERE_UNCHECKED = 8,
  /* A handle or length that cannot be. */
  ADHERE_BAD_ARGUMENT = -1,
  /* What was said about the output cannot be used: the records hold {"error":{"message":…}}. */
  ADHERE_BAD_OPTIONS = -2,
  /* The stream has ended. */
  ADHERE_ENDED = -3
};

/* The version, such as "0.1.0". */
const uint8_t *adhere_version(void);

/* A contract from JSON, or NULL with {"error":{"message":…,"offset":…}} in `error`, cut off at
 * `error_size` bytes, its NUL included; the offset counts bytes of what was read.
 *
 * `options` is a JSON object, or nothing: "kind" says what the JSON is ("schema", the default, a JSON
 * Schema; "tools", a list of tools; "request", the body of a request; "any" and "any-call", nothing),
 * "repair" is "none", "lossless", "safe" (the default) or "guess", "allow" and "deny" name single
 * rules, "tool_choice" is a request's, "form" says how calls are asked to be written ("native",
 * "json", "hermes", "python", "xml" or "harmony"; any without it), "assert_formats", "counts" (whether adhere_judge_tallies
 * counts) and "stream" ("hold" or "through"), "abort" ("never", "runaway", "arguments" or "content").
 */
adhere_contract *adhere_contract_new(const uint8_t *json, ptrdiff_t length, const uint8_t *options,
                                     ptrdiff_t options_length, uint8_t *error,
                                     ptrdiff_t error_size);
void adhere_contract_free(adhere_contract *contract);

/* A judge, for one thread at a time; NULL where the contract is none. The contract may be freed
 * before it. */
adhere_judge *adhere_judge_new(adhere_contract *contract);
void adhere_judge_free(adhere_judge *judge);

/* The outcome of a text. A contract of a request judges texts and calls where the request asks for
 * calls alone or for content alone; else its whole answers. `about` is a JSON object with what a record may say beside its output ("id",
 * "model", "provider", "finish_reason", "partial", "prompt", "messages"), or nothing. */
int32_t adhere_judge_text(adhere_judge *judge, const uint8_t *text, ptrdiff_t length,
                          const uint8_t *about, ptrdiff_t about_length);

/* The outcome of calls as an API gave them: a JSON array of {"name","arguments"}, or of
 * {"function":{"name","arguments"}} as chat completions wrap them. */
int32_t adhere_judge_calls(adhere_judge *judge, const uint8_t *calls, ptrdiff_t length,
                           const uint8_t *about, ptrdiff_t about_length);

/* The outcome of a whole answer, of any API; `status` is that of the HTTP response, or 0. */
int32_t adhere_judge_body(adhere_judge *judge, const uint8_t *body, ptrdiff_t length,
                          int32_t status, const uint8_t *about, ptrdiff_t about_length);

/* What is handed on of the text or calls that were judged last: the value, or the calls as a JSON array.
 * NULL where nothing is, after a body, and once the records were asked for: to write a record takes
 * longer than to judge where much was repaired. */
const uint8_t *adhere_judge_value(adhere_judge *judge, ptrdiff_t *length);

/* The records of what was judged last, a line for each choice
 * (schemas/record-output.schema.json): value or calls, repairs with their spans, violations, reason. */
const uint8_t *adhere_judge_records(adhere_judge *judge, ptrdiff_t *length);

/* What to hand on of the body that was judged last: its bytes, the repaired ones replaced. */
const uint8_t *adhere_judge_handed_on(adhere_judge *judge, ptrdiff_t *length);

/* What was counted since this was asked last (schemas/tallies.schema.json). */
const uint8_t *adhere_judge_tallies(adhere_judge *judge, ptrdiff_t *length);

/* A stream; NULL where the contract is none. `about` as with a text. */
adhere_stream *adhere_stream_new(adhere_contract *contract, const uint8_t *about,
                                 ptrdiff_t about_length);
void adhere_stream_free(adhere_stream *stream);

/* Takes the next bytes: 0, or 1 where the stream is given up and its connection should be closed. */
int32_t adhere_stream_feed(adhere_stream *stream, const uint8_t *bytes, ptrdiff_t length);

/* Ends the stream: the outcome of the whole answer. */
int32_t adhere_stream_finish(adhere_stream *stream);

/* What may be handed on since the last call of feed or finish. */
const uint8_t *adhere_stream_handed_on(adhere_stream *stream, ptrdiff_t *length);

/* The records of a finished stream, a line for each choice. */
const uint8_t *adhere_stream_records(adhere_stream *stream, ptrdiff_t *length);

#ifdef __cplusplus
}
#endif

#endif
