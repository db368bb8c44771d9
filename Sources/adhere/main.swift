#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

#if CLI
  // A reader that goes away is told by write(2), not by a signal.
  signal(SIGPIPE, SIG_IGN)
  // So is a file that has come to its limit.
  signal(SIGXFSZ, SIG_IGN)
  exit(Adhere.runAsProcess())
#else
  StandardError.write("adhere: built without its command; build with the trait CLI\n")
  exit(2)
#endif
