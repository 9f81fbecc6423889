package org.klantbrug.shared.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import org.klantbrug.shared.RuleBroken;

/** A broken rule as an answer of REST, in the language of the person. */
@Provider
@ApplicationScoped
public class RuleBrokenMapper implements ExceptionMapper<RuleBroken> {
  @Inject private Language language;

  @Override
  public Response toResponse(RuleBroken rule) {
    return Response.status(Refusals.status(rule))
        .type(MediaType.APPLICATION_JSON_TYPE.withCharset("UTF-8"))
        .entity(Refusals.body(rule, language.getLocale()))
        .build();
  }
}
