package org.klantbrug.privacy.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.privacy.Retention;
import org.klantbrug.privacy.RetentionRules;

/** How long data are kept, what that would empty now, and what it emptied. */
@Path("retention")
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Privacy")
public class RetentionResource {
  private static final int LOGGED = 1000;

  @Inject private CurrentStaff current;
  @Inject private RetentionRules rules;
  @Inject private Retention retention;

  /** All rules. */
  @GET
  @Operation(
      summary = "The rules: how long each kind of data is kept, on what that rests, who decided")
  public List<RetentionRules.Rule> list() {
    current.need(Action.PRIVACY_RETENTION);
    return rules.list();
  }

  /** What a rule would do; nothing is changed. */
  @GET
  @Path("{code}/preview")
  @Operation(summary = "How much a rule would empty now, and how much stays and why")
  public Retention.Preview preview(@PathParam("code") String code) {
    current.need(Action.PRIVACY_RETENTION);
    var rule =
        rules.list().stream()
            .filter(each -> each.code().equals(code))
            .findFirst()
            .orElseThrow(NotFoundException::new);
    return retention.preview(rule, rule.months());
  }

  /** What was emptied. */
  @GET
  @Path("log")
  @Operation(summary = "What was emptied, the newest first; at most 1,000 lines")
  public List<RetentionRules.Line> log() {
    current.need(Action.PRIVACY_RETENTION);
    return rules.log(LOGGED);
  }
}
