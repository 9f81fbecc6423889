package org.klantbrug.privacy.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.privacy.Retention;
import org.klantbrug.privacy.RetentionKeeper;
import org.klantbrug.privacy.RetentionRules;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.shared.web.Texts;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** How long data are kept: the rules, what each would do, and what was emptied. */
@Named
@RequestScoped
public class RetentionPage {
  private static final int LOGGED = 50;

  @Inject private CurrentStaff current;
  @Inject private RetentionRules rules;
  @Inject private Retention retention;
  @Inject private RetentionKeeper keeper;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject private Texts texts;
  @Inject @Param private String rule;

  private List<RetentionRules.Rule> list;
  private Retention.Preview preview;

  /** Asks for a rule, confirms, declines or switches off; or runs the rules. */
  public void act() {
    if (!post.isSent()) {
      return;
    }
    var by = current.need(Action.PRIVACY_RETENTION);
    var code = post.text("rule");
    if (post.has("run")) {
      keeper.runNow();
      done("run", "");
    } else if (post.has("ask")) {
      tell(() -> rules.ask(code, version(), months(), by), "ask", code);
    } else if (post.has("confirm")) {
      tell(() -> rules.confirm(code, version(), by), "confirm", code);
    } else if (post.has("decline")) {
      tell(() -> rules.decline(code, version(), by), "decline", code);
    } else if (post.has("off")) {
      tell(() -> rules.switchOff(code, version(), by), "off", code);
    }
  }

  private int version() {
    return (int) post.key("version");
  }

  private Integer months() {
    try {
      return Integer.valueOf(post.text("months"));
    } catch (NumberFormatException unreadable) {
      return null; // the rule says what is needed
    }
  }

  private void tell(Runnable what, String deed, String code) {
    if (notices.tryTo(what, "retention.done." + deed)) {
      Faces.redirect("/retention#%s", code);
    }
  }

  private void done(String deed, String code) {
    notices.done("retention.done." + deed);
    Faces.redirect("/retention#%s", code);
  }

  /** The rules. */
  public List<RetentionRules.Rule> getRules() {
    if (list == null) {
      list = rules.list();
    }
    return list;
  }

  /** On what a rule rests, in the language of the reader. */
  public String basis(RetentionRules.Rule of) {
    return texts.locale().getLanguage().equals("nl") ? of.basisNl() : of.basisEn();
  }

  /** Whether the reader asked for it himself, and so may not confirm it. */
  public boolean isMine(RetentionRules.Rule of) {
    return of.wantedId() != null && of.wantedId() == current.get().id();
  }

  /** Whether it is asked what this rule would do. */
  public boolean shows(RetentionRules.Rule of) {
    return of.code().equals(rule);
  }

  /** How long the preview keeps: as somebody asks, else as it is. */
  public int months(RetentionRules.Rule of) {
    return of.wantedMonths() == null ? of.months() : of.wantedMonths();
  }

  /** What the rule that is asked about would do. */
  public Retention.Preview preview(RetentionRules.Rule of) {
    if (preview == null) {
      preview = retention.preview(of, months(of));
    }
    return preview;
  }

  /** Whether any rule is on. */
  public boolean isAnyOn() {
    return getRules().stream().anyMatch(RetentionRules.Rule::isOn);
  }

  /** What was emptied last. */
  public List<RetentionRules.Line> getLog() {
    return rules.log(LOGGED);
  }
}
