#if Proxy && CLI
  import AdherePlatform
  import AdhereProxy

  /// The process around the server: signals, the file with the ports, the service manager.
  struct ProxyService {
    let command: ProxyCommand
    let settings: ProxyConfiguration

    func run() throws {
      let signals = Monitor<[Int32]>([])
      // Before there is another thread.
      ServiceSignals.take { number in signals.change { $0.append(number) } }
      let server: ProxyServer
      do {
        server = try ProxyServer(settings) { ProxyLog.write($0) }
        try server.start()
      } catch let error as ConfigurationError {
        throw error
      } catch {
        throw ConfigurationError("\(error)")
      }
      try writePlaces(server)
      ServiceManager.notify("READY=1")
      let pause = ServiceManager.watchdogSeconds.map { $0 / 3 } ?? 3600
      while true {
        let waited = signals.wait(seconds: pause) { $0.isEmpty ? nil : $0.removeFirst() }
        guard let number = waited else {
          // Silence is what the manager ends a service for: one that hangs must not speak.
          if server.isResponsive(within: max(2, 2 * pause)) { ServiceManager.notify("WATCHDOG=1") }
          continue
        }
        if number == SIGHUP {
          reload(server)
          continue
        }
        ServiceManager.notify("STOPPING=1")
        ProxyLog.write("ends, with \(server.activeRequests) requests running")
        server.stop {
          signals.wait { waiting in .some(waiting.contains { $0 != SIGHUP }) }
        }
        return
      }
    }

    private func writePlaces(_ server: ProxyServer) throws {
      guard let place = server.place else { return }
      let admin = server.adminPlace
      let upstreams = settings.upstreams.map { "\($0.address)" }.joined(separator: ", ")
      let adminText = admin.map { ", admin on http://\($0)" } ?? ""
      let scheme = settings.tls == nil ? "http" : "https"
      ProxyLog.write("listens on \(scheme)://\(place) for \(upstreams)\(adminText)")
      guard let path = command.portFile else { return }
      let lines = "\(place)\n" + (admin.map { "\($0)\n" } ?? "")
      do throws(IOError) {
        try AtomicFile.write(Array(lines.utf8), to: path)
      } catch {
        throw ConfigurationError("--port-file: \(error.message)")
      }
    }

    private func reload(_ server: ProxyServer) {
      guard command.config != nil else {
        ProxyLog.write("SIGHUP: there is no --config to read again")
        return
      }
      ServiceManager.notify("RELOADING=1")
      do {
        try server.reload(try command.settings())
        ProxyLog.write("reads its configuration again")
      } catch {
        ProxyLog.write("keeps the configuration it has: \(error)")
      }
      ServiceManager.notify("READY=1")
    }
  }

  /// Lines on standard error. They hold no key and nothing of a request.
  enum ProxyLog {
    static func write(_ line: String) {
      let text = line.split(separator: "\n").map { "adhere-proxy: \($0)\n" }.joined()
      _ = Descriptor.write(Array(text.utf8), to: 2)
    }
  }
#endif
