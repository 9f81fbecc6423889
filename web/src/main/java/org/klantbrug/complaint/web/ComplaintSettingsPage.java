package org.klantbrug.complaint.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.klantbrug.attachment.AttachmentSettings;
import org.klantbrug.attachment.Limits;
import org.klantbrug.complaint.ComplaintSettings;
import org.klantbrug.complaint.OnlineSettings;
import org.klantbrug.complaint.Regimes;
import org.klantbrug.complaint.UsualRegimes;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.KeptVersion;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.shared.web.Texts;
import org.omnifaces.util.Faces;

/** What the house has settled about complaints, for who may change it. */
@Named
@RequestScoped
public class ComplaintSettingsPage {
  @Inject private CurrentStaff current;
  @Inject private ComplaintSettings settings;
  @Inject private OnlineSettings online;
  @Inject private Regimes regimes;
  @Inject private UsualRegimes usual;
  @Inject private AttachmentSettings files;
  @Inject private ComplaintChoices choices;
  @Inject private BusinessClock clock;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject private Texts say;

  private Map<String, List<KeptVersion>> versions;

  /** Sets what was changed. */
  public void act() {
    if (!post.isSent()) {
      return;
    }
    var by = current.need(Action.COMPLAINT_SETTINGS);
    if (notices.tryTo(() -> set(by), "complaint.set-done")) {
      Faces.redirect("/complaint-settings");
    }
  }

  private void set(Staff by) {
    if (post.has("mandate")) {
      settings.setMandate(
          post.text("mandate"), choices.amount("amount"), (int) post.key("version"), by);
    } else if (post.has("budget")) {
      settings.setBudget(
          (int) post.key("budget"), choices.amount("ofYear"), (int) post.key("version"), by);
    } else if (post.has("online")) {
      online.set(onlineTyped(), by);
    } else if (post.has("files")) {
      files.set(new Limits(number("ofOne"), number("together"), number("many")), by);
    } else if (post.has("earlier")) {
      regimes.putBack(post.text("of"), (int) post.key("earlier"), (int) post.key("version"), by);
    } else if (post.has("regime")) {
      regimes.set(regimeTyped(), by);
    } else if (post.has("usual")) {
      usual.set(post.key("usual"), post.text("usualRegime"), (int) post.key("version"), by);
    } else {
      settings.setReopenDays(number("days"), by);
    }
  }

  private OnlineSettings.Settings onlineTyped() {
    return new OnlineSettings.Settings(
        number("linkDays"),
        choices.chosen(OnlineSettings.HandlerShown.class, "handlerShown"),
        number("sentByOne"),
        number("sentByAll"),
        null,
        null,
        (int) post.key("version"));
  }

  private Regimes.Wish regimeTyped() {
    var code = post.text("regime");
    return new Regimes.Wish(
        code,
        post.text("bodyNl"),
        post.text("bodyEn"),
        post.text("outside"),
        post.has("mayPause"),
        daysOf(code).stream()
            .collect(Collectors.toMap(Regimes.Days::stage, each -> number(each.stage()))),
        (int) post.key("version"));
  }

  /** What may be granted this year and next. */
  public List<ComplaintSettings.Budget> getBudgets() {
    var year = clock.today().getYear();
    return List.of(settings.budget(year), settings.budget(year + 1));
  }

  /** What was typed; 0, which a rule refuses, for what is no number. */
  private int number(String field) {
    return post.text(field).matches("[0-9]{1,6}") ? Integer.parseInt(post.text(field)) : 0;
  }

  /** What is settled of complaints that customers send online. */
  public OnlineSettings.Settings getOnline() {
    return online.read();
  }

  /** How many files may be attached to a complaint, and how large. */
  public Limits getLimits() {
    return files.read();
  }

  /** What a customer can read of who handles his complaint. */
  public List<OnlineSettings.HandlerShown> getHandlersShown() {
    return List.of(OnlineSettings.HandlerShown.values());
  }

  /** What each role may grant. */
  public List<ComplaintSettings.Mandate> getMandates() {
    return settings.mandates();
  }

  /** For how many days a complaint can be opened again. */
  public int getReopenDays() {
    return settings.reopenDays();
  }

  /** The rules that count for each company unless a colleague says otherwise. */
  public List<UsualRegimes.Usual> getUsual() {
    return usual.all(current.get());
  }

  /** The rules a complaint can fall under. */
  public List<Regimes.Regime> getRegimes() {
    return regimes.all();
  }

  /** By when a regime wants something reached. */
  public List<Regimes.Days> daysOf(String regime) {
    return regimes.days().stream().filter(each -> each.regimeCode().equals(regime)).toList();
  }

  /** What a regime said before, the newest version first. */
  public List<KeptVersion.Entry> history(String regime) {
    if (versions == null) {
      versions = regimes.history();
    }
    return KeptVersion.history(versions.getOrDefault(regime, List.of()));
  }

  /** What a field of a version says, in words. */
  public String version(String field, String said) {
    return field.equals("may_pause") ? say.code("version.yes-no.", said) : said;
  }
}
