/// A certificate for tests of TLS and its key, PEM: good for 127.0.0.1 and localhost, trusted by
/// nobody else.
package enum TestCertificate {
  package static let certificate = """
    -----BEGIN CERTIFICATE-----
    MIIBmjCCAUGgAwIBAgIUNFPMPxKyb7hE39rEBPKkVM0aXEAwCgYIKoZIzj0EAwIw
    FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMTA2MDY1NloYDzIxMjYxMDI4
    MDYwNjU2WjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
    PQMBBwNCAAT4lqoeDIlG2f3goTrMs+4Azn6EmPXbs1apd3bSXeKRuk/uUA7Ykm64
    RWxR2SZm++tKHzKtVGF1CEKJZ3FuPk84o28wbTAdBgNVHQ4EFgQUWbj6ayEc8za/
    BzmiOESfL3+kHtUwHwYDVR0jBBgwFoAUWbj6ayEc8za/BzmiOESfL3+kHtUwDwYD
    VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
    zj0EAwIDRwAwRAIgTTTJEk9dTUG00/bR8qmEGlYwqQgNIkxyHqWT9iGR0W8CICh0
    /IX1MRXc0GdecFWvi7f39aJyprbd7sXQMHCtuY0u
    -----END CERTIFICATE-----
    """
  package static let key = """
    -----BEGIN PRIVATE KEY-----
    MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgc2AVVefJc9z83agK
    acBmMNc+YIMbG+iGcM9LfXarqHOhRANCAAT4lqoeDIlG2f3goTrMs+4Azn6EmPXb
    s1apd3bSXeKRuk/uUA7Ykm64RWxR2SZm++tKHzKtVGF1CEKJZ3FuPk84
    -----END PRIVATE KEY-----
    """
}
