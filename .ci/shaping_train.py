"""Trains one model with TRL on rows as `adhere export` wrote them: shaping_train.py KIND BASE ROWS OUT SEED."""
import json
import sys

from datasets import load_dataset
from transformers import AutoModelForCausalLM, AutoTokenizer


def main(kind, base, rows, out, seed):
    manifest = json.load(open(rows.removesuffix(".jsonl") + ".manifest.json"))
    data = load_dataset("json", data_files=rows, split="train")
    tokenizer = AutoTokenizer.from_pretrained(base)
    model = AutoModelForCausalLM.from_pretrained(base)
    common = dict(
        output_dir=out + ".work", per_device_train_batch_size=16, seed=int(seed), report_to=[], save_strategy="no",
        logging_steps=50, use_cpu=True, bf16=False, fp16=False, max_length=manifest["max_length"],
        gradient_checkpointing=False)
    if kind == "sft":
        from trl import SFTConfig, SFTTrainer
        config = SFTConfig(learning_rate=5e-4, num_train_epochs=3, eos_token="<|im_end|>", **common)
        trainer = SFTTrainer(model, args=config, train_dataset=data, processing_class=tokenizer)
    elif kind == "dpo":
        from trl import DPOConfig, DPOTrainer
        config = DPOConfig(learning_rate=1e-4, num_train_epochs=2, **common)
        trainer = DPOTrainer(model, args=config, train_dataset=data, processing_class=tokenizer)
    else:
        try:
            from trl import KTOConfig, KTOTrainer
        except ImportError:
            from trl.experimental.kto import KTOConfig, KTOTrainer
        config = KTOConfig(learning_rate=1e-4, num_train_epochs=1, **common)
        trainer = KTOTrainer(model, args=config, train_dataset=data, processing_class=tokenizer)
    trainer.train()
    trainer.save_model(out)
    tokenizer.save_pretrained(out)


if __name__ == "__main__":
    main(*sys.argv[1:])
