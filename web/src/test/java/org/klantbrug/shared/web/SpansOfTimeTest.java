package org.klantbrug.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayOutputStream;
import java.lang.annotation.Annotation;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Clocks of reply times say how much of their time passed. */
class SpansOfTimeTest {
  /** As part of a clock. */
  public record Passed(Duration used) {}

  @Test
  void areWrittenAsTexts() throws Exception {
    var written = new ByteArrayOutputStream();

    new JsonBodies()
        .writeTo(
            new Passed(Duration.ofMinutes(90)),
            Passed.class,
            Passed.class,
            new Annotation[0],
            MediaType.APPLICATION_JSON_TYPE,
            null,
            written);

    assertThat(written.toString(StandardCharsets.UTF_8)).isEqualTo("{\"used\":\"PT1H30M\"}");
  }
}
