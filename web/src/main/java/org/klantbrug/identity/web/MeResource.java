package org.klantbrug.identity.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.identity.CurrentStaff;

/** Who the caller is. */
@Path("me")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "People")
public class MeResource {
  @Inject private CurrentStaff current;

  /**
   * The person behind the token.
   *
   * @param actions codes of what their roles may do
   */
  public record Me(
      String login, String fullName, String language, Set<String> roles, Set<String> actions) {}

  /** The person behind the token, with their roles. */
  @GET
  @Operation(summary = "Who you are and what you may do")
  public Me read() {
    var staff = current.get();
    return new Me(
        staff.login(),
        staff.fullName(),
        staff.language(),
        new TreeSet<>(staff.roles()),
        new TreeSet<>(staff.actions()));
  }
}
