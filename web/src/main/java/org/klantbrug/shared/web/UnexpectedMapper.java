package org.klantbrug.shared.web;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Our fault: the caller gets a number, the log has the rest under that number. */
@Provider
public class UnexpectedMapper implements ExceptionMapper<Throwable> {
  private static final Logger LOG = LoggerFactory.getLogger(UnexpectedMapper.class);
  private static final SecureRandom RANDOM = new SecureRandom();

  @Override
  public Response toResponse(Throwable unexpected) {
    var number = HexFormat.of().toHexDigits(RANDOM.nextInt());
    LOG.error("Unexpected failure {} of a REST request", number, unexpected);
    return Response.serverError()
        .type(MediaType.APPLICATION_JSON_TYPE)
        .entity(
            new Told(
                "rest.unexpected",
                "Something went wrong on our side. The server's log has it under number "
                    + number
                    + "."))
        .build();
  }
}
