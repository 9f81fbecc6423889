package org.klantbrug.shared.web;

import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Locale;
import org.klantbrug.shared.RuleBroken;

/** A broken rule as an answer of REST. */
@Provider
public class RuleBrokenMapper implements ExceptionMapper<RuleBroken> {
  @Context private HttpHeaders headers;

  @Override
  public Response toResponse(RuleBroken rule) {
    var dutch =
        headers.getAcceptableLanguages().stream()
            .map(Locale::getLanguage)
            .filter(language -> language.equals("nl") || language.equals("en"))
            .findFirst()
            .filter("nl"::equals)
            .isPresent();
    return Response.status(Refusals.status(rule))
        .type(MediaType.APPLICATION_JSON_TYPE.withCharset("UTF-8"))
        .entity(Refusals.body(rule, dutch ? Locale.forLanguageTag("nl") : Locale.ENGLISH))
        .build();
  }
}
