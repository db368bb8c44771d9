#if Proxy
  import NIOCore
  import NIOHTTP1

  /// One request and its answer. Called on the event loop of the client's connection.
  protocol Exchange: AnyObject {
    /// The head of the request is there.
    func begin()
    func takeRequest(_ body: ByteBuffer)
    func endRequest(_ trailers: HTTPHeaders?)
    /// Whether more of the request may be read.
    var takesRequestBytes: Bool { get }
    /// More of the answer may be written.
    func clientIsWritable()
    /// Nobody waits for the answer any more: the upstream is left at once.
    func clientIsGone()
    /// The server ends with the answer unfinished.
    func serverEnds()
    /// Looks for what has run out of time; `now` is monotonic, in nanoseconds.
    func tick(_ now: Int)
  }
#endif
