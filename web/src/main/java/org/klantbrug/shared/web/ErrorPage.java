package org.klantbrug.shared.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.klantbrug.shared.RuleBroken;

/** What went wrong, what was kept and what to do, for every page that could not be shown. */
@Named
@RequestScoped
public class ErrorPage {
  private static final Set<Integer> EXPLAINED = Set.of(403, 404, 409, 413);

  @Inject private HttpServletRequest request;
  @Inject private Texts texts;

  /** The kind of failure for which there is a text. */
  public String getKind() {
    var status = (Integer) request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
    return status != null && EXPLAINED.contains(status) ? status.toString() : "500";
  }

  /**
   * Whether the page may stand in the usual frame: what went wrong on our side could also break the
   * frame.
   */
  public boolean isOrderly() {
    return !getKind().equals("500");
  }

  /** The rule that stopped it, in the person's language; empty if it was none. */
  public String getRule() {
    return request.getAttribute(Refusals.RULE) instanceof RuleBroken rule
        ? rule.textIn(texts.locale())
        : "";
  }
}
