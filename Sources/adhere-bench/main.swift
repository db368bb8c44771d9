print("adhere-bench")
