print("adhere")
