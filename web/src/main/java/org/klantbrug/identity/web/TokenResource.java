package org.klantbrug.identity.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Logins;
import org.klantbrug.identity.Tokens;
import org.klantbrug.shared.RuleBroken;

/** Personal tokens, with which programs and the command line work in somebody's name. */
@Path("tokens")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "People")
public class TokenResource {
  @Inject private CurrentStaff current;
  @Inject private Logins logins;
  @Inject private Tokens tokens;
  @Context private UriInfo address;

  /**
   * A wish for a token.
   *
   * @param login and {@code password} of somebody who is not logged in yet; else left out
   * @param name what it is for
   */
  public record Wish(String login, String password, String name) {}

  /**
   * A new token.
   *
   * @param token shown this once
   */
  public record Issued(String login, String token) {}

  /** Issues a token to the caller, or to whoever knows the password of the login. */
  @POST
  @Operation(
      summary = "Get a token, by login and password or as who you are",
      description = "The only address under /api that takes somebody who is not logged in.")
  public Response issue(Wish wish, @HeaderParam("Authorization") String bearer) {
    if (bearer != null) {
      throw new RuleBroken("identity.token-by-token"); // a leaked one would live for ever
    }
    var staff = wish.login() == null ? current.get() : logins.logIn(wish.login(), wish.password());
    if (logins.mustChoosePassword(staff)) {
      throw new RuleBroken("identity.choose-own-password");
    }
    var token = tokens.issue(staff.id(), wish.name(), staff);
    return Response.created(address.getAbsolutePath())
        .entity(new Issued(staff.login(), token))
        .build();
  }

  /** The caller's tokens that still work, without the secret. */
  @GET
  @Operation(summary = "Your tokens")
  public List<Tokens.Token> list() {
    return tokens.of(current.get().id());
  }

  /** Ends one of the caller's tokens. */
  @DELETE
  @Path("{id}")
  @Operation(summary = "End one of your tokens")
  public void revoke(@PathParam("id") long id) {
    tokens.revoke(id, current.get());
  }
}
