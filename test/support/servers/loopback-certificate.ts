/**
 * A self-signed certificate for localhost and 127.0.0.1, made for these tests and trusted by nobody. The key
 * protects nothing.
 */
export const certificate = {
  cert: `-----BEGIN CERTIFICATE-----
MIIBmjCCAUGgAwIBAgIUU1C92vNX3tceVq6RDBvM4P74rMIwCgYIKoZIzj0EAwIw
FDESMBAGA1UEAwwJbG9jYWxob3N0MCAXDTI2MTEyMjEyMzkxMVoYDzIxMjYxMDI5
MTIzOTExWjAUMRIwEAYDVQQDDAlsb2NhbGhvc3QwWTATBgcqhkjOPQIBBggqhkjO
PQMBBwNCAARglDB2mZ/bQPwk0z5ArcDVh4xucGE2LAnqwLynXHAdrbB8jWiH/3i0
1vimFA+h/wZ174GTdgJaeWCRVLlYMQhOo28wbTAdBgNVHQ4EFgQU/UyGVW72ftdE
d4H2HxySasDqUJowHwYDVR0jBBgwFoAU/UyGVW72ftdEd4H2HxySasDqUJowDwYD
VR0TAQH/BAUwAwEB/zAaBgNVHREEEzARgglsb2NhbGhvc3SHBH8AAAEwCgYIKoZI
zj0EAwIDRwAwRAIgX5LQbVj6+SI86V55H/kNJK+fBWWLbGhNewkpmjOMn+gCIBwn
fCa4wPKILkceJrSz3z7xPNG67/iQUBalSse1C1yM
-----END CERTIFICATE-----
`,
  key: `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgtLbaquEk2uwXjrmT
erAXX5uya4TiyzQoQk6z7sK4fgihRANCAARglDB2mZ/bQPwk0z5ArcDVh4xucGE2
LAnqwLynXHAdrbB8jWiH/3i01vimFA+h/wZ174GTdgJaeWCRVLlYMQhO
-----END PRIVATE KEY-----
`,
};
