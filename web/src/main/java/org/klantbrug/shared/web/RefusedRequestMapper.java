package org.klantbrug.shared.web;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;

/** What REST itself refuses (no such address, wrong method or type) is told as JSON too. */
@Provider
public class RefusedRequestMapper implements ExceptionMapper<WebApplicationException> {
  @Override
  public Response toResponse(WebApplicationException refused) {
    var response = refused.getResponse();
    var answer =
        Response.status(response.getStatus())
            .type(MediaType.APPLICATION_JSON_TYPE)
            .entity(new Told("rest." + response.getStatus(), reason(refused)));
    if (response.getHeaderString(HttpHeaders.ALLOW) != null) {
      answer.header(HttpHeaders.ALLOW, response.getHeaderString(HttpHeaders.ALLOW));
    }
    return answer.build();
  }

  private static String reason(WebApplicationException refused) {
    if (refused instanceof Unreadable) {
      return refused.getMessage();
    }
    var response = refused.getResponse();
    return switch (response.getStatus()) {
      case 404 -> "There is nothing at this address. The addresses are listed at /openapi.";
      case 405 -> "This address does not take this method.";
      case 406, 415 -> "Send and accept application/json; a file goes as application/octet-stream.";
      default -> "The request cannot be read: " + response.getStatusInfo().getReasonPhrase() + ".";
    };
  }
}
