package org.klantbrug.identity.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class SessionCookieTest {
  /** With a cookie-config of the application, the server no longer marks the cookie Secure. */
  @Test
  void isMarkedByTheServerAloneSoThatItIsSecureBehindTls() throws IOException {
    var application = Files.readString(Path.of("src/main/webapp/WEB-INF/web.xml"));
    var server = Files.readString(Path.of("../ear/src/main/server/cli/klantbrug.cli"));

    assertThat(application).doesNotContain("<cookie-config>").contains("COOKIE</tracking-mode>");
    assertThat(server)
        .contains(
            "session-cookie:add(http-only=true,secure=\"${env.KLANTBRUG_SECURE_COOKIES:false}\")");
  }
}
