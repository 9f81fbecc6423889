package org.klantbrug.notice.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.Mergers;
import org.klantbrug.notice.Campaign;
import org.klantbrug.notice.Campaigns;
import org.klantbrug.notice.ContactPerson;
import org.klantbrug.notice.ContactPersons;
import org.klantbrug.notice.LatestMoment;
import org.klantbrug.notice.NoticeCounts;
import org.klantbrug.notice.NoticeSetting;
import org.klantbrug.notice.NoticeSettings;
import org.klantbrug.notice.NoticeView;
import org.klantbrug.notice.ReturnedNotices;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** What customers of a merger are told: campaigns, contact persons, what came back, settings. */
@Named
@RequestScoped
public class MergerNoticesPage {
  @Inject private CurrentStaff current;
  @Inject private Mergers mergers;
  @Inject private Campaigns campaigns;
  @Inject private ContactPersons contacts;
  @Inject private NoticeSettings settings;
  @Inject private NoticeView view;
  @Inject private NoticeCounts counts;
  @Inject private ReturnedNotices returned;
  @Inject private LatestMoment latest;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long id;

  private Mergers.View merger;
  private NoticeSetting setting;
  private List<Campaign> all;
  private List<ContactPerson> people;

  /** Reads what is there, and does what was pressed. */
  public void act() {
    if (id == null) {
      throw new NotThere();
    }
    merger = mergers.read(id);
    if (post.has("begin")) {
      var kind =
          post.text("begin").equals("CORRECTION")
              ? Campaign.Kind.CORRECTION
              : Campaign.Kind.ANNOUNCEMENT;
      var by = current.need(Action.MERGER_NOTICES);
      var begun = notices.attempt(() -> campaigns.begin(id, kind, post.text("name"), by));
      if (begun.isPresent()) {
        notices.done("notices.begun");
        Faces.redirect("/notice-campaign?id=%s", begun.get());
        return;
      }
    } else if (post.isSent() && done()) {
      Faces.redirect("/merger-notices?id=%s", id);
      return;
    }
    setting = settings.read(id);
    all = campaigns.of(id);
    people = contacts.of(id);
  }

  private boolean done() {
    if (post.has("keepSettings")) {
      var by = current.need(Action.MERGER_APPROVE);
      return notices.tryTo(() -> settings.keep(id, typedSetting(), by), "notices.settings-kept");
    }
    var by = current.need(Action.MERGER_NOTICES);
    if (post.has("keepContact")) {
      return notices.tryTo(() -> contacts.keep(id, typedContact(), by), "notices.contact-kept");
    }
    if (post.has("assign")) {
      return notices.tryTo(() -> contacts.assign(id, by), "notices.assigned");
    }
    return post.has("back")
        && notices.tryTo(() -> returned.cameBack(id, post.text("number"), by), "notices.came-back");
  }

  private NoticeSetting typedSetting() {
    return new NoticeSetting(
        post.has("needed"),
        post.text("whyNot"),
        number("daysBefore"),
        number("panel"),
        post.text("questions"),
        number("version"));
  }

  private ContactPerson typedContact() {
    return new ContactPerson(
        key("contact"),
        number("staff"),
        null,
        key("deputy"),
        null,
        post.text("phone"),
        number("most"),
        day(post.text("until")),
        0,
        true,
        Math.max(0, number("version")));
  }

  /** What is no number makes no sense, and a rule says so. */
  private int number(String field) {
    return post.text(field).matches("[0-9]{1,9}") ? Integer.parseInt(post.text(field)) : -1;
  }

  private Long key(String field) {
    return post.text(field).matches("[0-9]{1,18}") ? Long.valueOf(post.text(field)) : null;
  }

  private static LocalDate day(String typed) {
    try {
      return typed.isEmpty() ? null : LocalDate.parse(typed);
    } catch (DateTimeException noDay) {
      return null;
    }
  }

  /** What was typed in a form that came back, else what is kept. */
  public Object shown(String button, String field, Object kept) {
    return post.has(button) ? post.text(field) : kept;
  }

  /** The merger. */
  public Mergers.View getMerger() {
    return merger;
  }

  /** How customers are told. */
  public NoticeSetting getSetting() {
    return setting;
  }

  /** The campaigns, the newest first. */
  public List<Campaign> getAll() {
    return all;
  }

  /** How far one is. */
  public NoticeView.Progress progress(Campaign campaign) {
    return view.progress(campaign.id());
  }

  /** Kinds of which none is under way. */
  public List<Campaign.Kind> getKinds() {
    return Arrays.stream(Campaign.Kind.values())
        .filter(
            kind ->
                all.stream()
                    .noneMatch(
                        each -> each.kind() == kind && each.state() != Campaign.State.STOPPED))
        .toList();
  }

  /** By when notices must be on their way; null if no wave is still to be told. */
  public LocalDate getLatest() {
    return latest.of(id).orElse(null);
  }

  /** Customers whose letter named another day than their wave has. */
  public int getCorrectionsDue() {
    return counts.corrections(id);
  }

  /** Who answers questions of customers. */
  public List<ContactPerson> getPeople() {
    return people;
  }

  /** Who can. */
  public List<ContactPersons.Colleague> getColleagues() {
    return contacts.colleagues(id);
  }

  /** Whether this person writes and releases. */
  public boolean isChangeable() {
    return current.get().may(Action.MERGER_NOTICES);
  }

  /** Whether this person sets how customers are told. */
  public boolean isSettable() {
    return current.get().may(Action.MERGER_APPROVE);
  }
}
