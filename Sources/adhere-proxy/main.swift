import AdherePlatform

#if Proxy && CLI
  Descriptor.occupyStandardDescriptors()
  signal(SIGPIPE, SIG_IGN)
  // A store that has reached the size limit of files is an error, and no end of the process.
  signal(SIGXFSZ, SIG_IGN)
  exit(ProxyCommand.runAsProcess())
#else
  let line =
    "adhere-proxy: built without the proxy; this builds it:\n"
    + "  swift run --traits Proxy,Store adhere-proxy --upstream together\n"
  _ = Descriptor.write(Array(line.utf8), to: 2)
  exit(2)
#endif
