"""The base model of check-shaping: made from nothing, of two million parameters, and what is sampled from it."""
import json
import random

import torch
from tokenizers import Tokenizer, decoders, models, pre_tokenizers, trainers
from transformers import AutoModelForCausalLM, AutoTokenizer, PreTrainedTokenizerFast, Qwen2Config, Qwen2ForCausalLM

import shaping_task as task

TEMPLATE = (
    "{%- if tools %}<|im_start|>system\n{% for tool in tools %}{{ tool | tojson }}\n{% endfor %}<|im_end|>\n{% endif %}"
    "{%- for message in messages %}<|im_start|>{{ message.role }}\n{{ message.content or '' }}"
    "{%- for call in message.tool_calls or [] %}"
    "<tool_call>\n{\"name\": {{ call.function.name | tojson }}, \"arguments\": {{ call.function.arguments | tojson }}}\n</tool_call>"
    "{%- endfor %}<|im_end|>\n{% endfor %}"
    "{%- if add_generation_prompt %}<|im_start|>assistant\n{% endif %}")
MARKS = ["<|pad|>", "<|im_start|>", "<|im_end|>", "<tool_call>", "</tool_call>"]


def make_tokenizer(folder):
    r = random.Random(1)
    texts = []
    for _ in range(4000):
        x = task.request(r)
        texts += [x["user"], task.careless(r, x, .4)]
    inner = Tokenizer(models.BPE())
    inner.pre_tokenizer = pre_tokenizers.ByteLevel(add_prefix_space=False)
    inner.decoder = decoders.ByteLevel()
    inner.train_from_iterator(texts, trainers.BpeTrainer(
        vocab_size=1200, special_tokens=MARKS, initial_alphabet=pre_tokenizers.ByteLevel.alphabet(), show_progress=False))
    # A tool's declaration is one token: its text never changes, and reading it would take most of the time.
    inner.add_tokens([json.dumps(t) for t in task.TOOLS.values()])
    tokenizer = PreTrainedTokenizerFast(
        tokenizer_object=inner, pad_token="<|pad|>", eos_token="<|im_end|>", chat_template=TEMPLATE,
        clean_up_tokenization_spaces=False)
    tokenizer.save_pretrained(folder)
    return tokenizer


def prompt_of(tokenizer, x):
    return tokenizer.apply_chat_template(
        task.messages_of(x), tools=task.tools_of(x), add_generation_prompt=True, tokenize=False)


def pretrain(folder, steps, held, seed=1, batch=48):
    """Teaches the task and its defects by a fixed number of steps."""
    torch.manual_seed(seed)
    tokenizer = make_tokenizer(folder)
    config = Qwen2Config(
        vocab_size=len(tokenizer), hidden_size=192, intermediate_size=512, num_hidden_layers=4,
        num_attention_heads=4, num_key_value_heads=4, max_position_embeddings=512, tie_word_embeddings=True,
        pad_token_id=tokenizer.pad_token_id, eos_token_id=tokenizer.eos_token_id, bos_token_id=None)
    model = Qwen2ForCausalLM(config)
    print(f"base: {sum(p.numel() for p in model.parameters()) / 1e6:.2f} M parameters, {steps} steps", flush=True)
    optimizer = torch.optim.AdamW(model.parameters(), lr=2e-3, weight_decay=.01)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, 2e-3, total_steps=steps, pct_start=.05)
    r = random.Random(seed)
    for step in range(steps):
        rows = []
        while len(rows) < batch:
            x = task.request(r)
            if x["user"] in held:
                continue
            start = tokenizer(prompt_of(tokenizer, x), add_special_tokens=False).input_ids
            end = tokenizer(task.careless(r, x, .45) + "<|im_end|>", add_special_tokens=False).input_ids
            rows.append((start, end))
        width = max(len(a) + len(b) for a, b in rows)
        pad = tokenizer.pad_token_id
        ids = torch.tensor([a + b + [pad] * (width - len(a) - len(b)) for a, b in rows])
        labels = torch.tensor([[-100] * len(a) + b + [-100] * (width - len(a) - len(b)) for a, b in rows])
        loss = model(input_ids=ids, attention_mask=(ids != pad).long(), labels=labels).loss
        optimizer.zero_grad()
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimizer.step()
        schedule.step()
        if step % 100 == 0 or step == steps - 1:
            print(f"  step {step}: loss {loss.item():.3f}", flush=True)
    model.save_pretrained(folder)


def sample(folder, xs, seed, batch=100):
    """One output to each request, at temperature 1."""
    torch.manual_seed(seed)
    tokenizer = AutoTokenizer.from_pretrained(folder, padding_side="left")
    model = AutoModelForCausalLM.from_pretrained(folder).eval()
    texts = []
    for start in range(0, len(xs), batch):
        inputs = tokenizer(
            [prompt_of(tokenizer, x) for x in xs[start:start + batch]], return_tensors="pt", padding=True,
            add_special_tokens=False)
        inputs.pop("token_type_ids", None)
        with torch.no_grad():
            out = model.generate(
                **inputs, do_sample=True, temperature=1.0, top_k=0, top_p=1.0, max_new_tokens=110,
                pad_token_id=tokenizer.pad_token_id, eos_token_id=tokenizer.eos_token_id)
        for row in out[:, inputs["input_ids"].shape[1]:].tolist():
            ended = tokenizer.eos_token_id in row
            if ended:
                row = row[:row.index(tokenizer.eos_token_id)]
            row = [t for t in row if t != tokenizer.pad_token_id]
            texts.append((tokenizer.decode(row, skip_special_tokens=False), "stop" if ended else "length"))
    return texts
