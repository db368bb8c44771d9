import AdherePlatform

#if CLI
  Descriptor.occupyStandardDescriptors()
  // write(2) reports a reader that has gone away; the signal would end the process before.
  signal(SIGPIPE, SIG_IGN)
  // The same for a file that has reached its size limit.
  signal(SIGXFSZ, SIG_IGN)
  exit(Adhere.runAsProcess())
#else
  StandardError.write("adhere: built without its command; build with the trait CLI\n")
  exit(2)
#endif
