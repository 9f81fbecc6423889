package org.klantbrug.alarm.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.klantbrug.alarm.Alarm;
import org.klantbrug.alarm.AlarmLooks;
import org.klantbrug.alarm.AlarmSetting;
import org.klantbrug.alarm.AlarmSettings;
import org.klantbrug.alarm.Alarms;
import org.klantbrug.alarm.Cut;
import org.klantbrug.alarm.EarlyWarning;
import org.klantbrug.alarm.Kind;
import org.klantbrug.alarm.Series;
import org.klantbrug.alarm.Usual;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.Mergers;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;
import org.omnifaces.util.Servlets;

/** What customers of each wave do against what was expected of them, and the alarms of a merger. */
@Named
@RequestScoped
public class MergerAlarmsPage {
  @Inject private CurrentStaff current;
  @Inject private Mergers mergers;
  @Inject private Alarms alarms;
  @Inject private AlarmLooks looks;
  @Inject private AlarmSettings settings;
  @Inject private EarlyWarning warning;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long id;
  @Inject @Param private Long alarm;
  @Inject @Param private Long wave;
  @Inject @Param private String kind;
  @Inject @Param private String cut;
  @Inject @Param private String value;

  private Mergers.View merger;
  private EarlyWarning.Picture picture;
  private List<Alarm> all;

  /** Reads how the waves stand, and does with alarms and settings what was asked. */
  public void act() {
    if (id == null && alarm != null) {
      id = alarms.mergerOf(alarm);
    }
    if (id == null) {
      throw new NotThere();
    }
    merger = mergers.read(id);
    if (post.isSent() && done()) {
      Faces.redirect("/merger-alarms?id=%s", id);
      return;
    }
    picture = warning.picture(id, wave, getSeries());
    all = alarms.of(id);
  }

  private boolean done() {
    var staff = current.need(Action.ALARM_ANSWER);
    if (post.has("look")) {
      notices.done("alarm.looked", looks.look(id, true));
      return true;
    }
    if (post.has("answer")) {
      var about = post.chosen("about");
      var said = named(Alarms.Answer.class, post.text("answer"));
      if (said == Alarms.Answer.HOLD) {
        current.need(Action.BRAKE_HOLD);
      }
      return notices.tryTo(
          () ->
              alarms.answer(
                  id, merger.name(), about == null ? 0 : about, said, post.text("reason"), staff),
          "alarm.answered");
    }
    if (post.has("keep")) {
      return notices.tryTo(() -> settings.keep(id, typed(), staff), "alarm.settings-kept");
    }
    var of = named(Kind.class, post.text("expect"));
    return of != null
        && notices.tryTo(
            () ->
                settings.expect(
                    id,
                    of,
                    new Usual(number("aWeek"), number("afterNotice"), number("afterDebit")),
                    staff),
            "alarm.expected-set");
  }

  private AlarmSetting typed() {
    return new AlarmSetting(
        number("perMonth"),
        whole("least"),
        number("ratio"),
        whole("everyMinutes"),
        whole("quietHours"),
        whole("watchDays"),
        whole("version"));
  }

  /** What was typed, with a comma or a point; what is no number no rule allows. */
  private double number(String field) {
    var typed = post.text(field).replace(',', '.');
    return typed.matches("\\d{1,6}(\\.\\d{1,2})?") ? Double.parseDouble(typed) : -1;
  }

  private int whole(String field) {
    var typed = post.text(field);
    return typed.matches("\\d{1,6}") ? Integer.parseInt(typed) : -1;
  }

  private static <E extends Enum<E>> E named(Class<E> type, String name) {
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  /** The series that is drawn: all contacts unless the address says otherwise. */
  public Series getSeries() {
    var of = named(Kind.class, kind);
    var by = named(Cut.class, cut);
    return new Series(
        of == null ? Kind.CONTACT : of,
        by == null || value == null ? Cut.ALL : by,
        by == null || by == Cut.ALL || value == null ? "" : value);
  }

  /** Address of this page with another wave or series. */
  public String address(Long ofWave, Series series) {
    var said = new LinkedHashMap<String, List<String>>();
    said.put("id", List.of(id.toString()));
    if (ofWave != null) {
      said.put("wave", List.of(ofWave.toString()));
    }
    said.put("kind", List.of(series.kind().name()));
    if (series.cut() != Cut.ALL) {
      said.put("cut", List.of(series.cut().name()));
      said.put("value", List.of(series.value()));
    }
    return "/merger-alarms?" + Servlets.toQueryString(said);
  }

  /** The merger. */
  public Mergers.View getMerger() {
    return merger;
  }

  /** How its waves stand. */
  public EarlyWarning.Picture getPicture() {
    return picture;
  }

  /** What is counted, all of each kind. */
  public List<EarlyWarning.Line> getKinds() {
    return picture.lines().stream().filter(line -> line.series().cut() == Cut.ALL).toList();
  }

  /** The topics and products of the kind that is drawn. */
  public List<EarlyWarning.Line> getParts() {
    return picture.lines().stream()
        .filter(line -> line.series().cut() != Cut.ALL)
        .filter(line -> line.series().kind() == getSeries().kind())
        .toList();
  }

  /** Alarms that nobody answered, the newest first. */
  public List<Alarm> getOpen() {
    return all.stream().filter(Alarm::isOpen).toList();
  }

  /** Those that somebody answered. */
  public List<Alarm> getAnswered() {
    return all.stream().filter(each -> !each.isOpen()).toList();
  }

  /** What can be said of an alarm. */
  public Alarms.Answer[] getAnswers() {
    return Alarms.Answer.values();
  }

  /** When somebody is told. */
  public AlarmSetting getSetting() {
    return settings.read(id);
  }

  /** What is expected of a thousand customers, by kind. */
  public Map<Kind, Usual> getUsual() {
    return settings.usual(id);
  }

  /** Whether this person answers alarms. */
  public boolean isAnswerable() {
    return current.get().may(Action.ALARM_ANSWER);
  }

  /** What was typed if a rule brought the form back, else what is kept. */
  public String shown(String button, String field, Object kept) {
    return post.has(button) ? post.text(field) : kept.toString();
  }

  /** As {@link #shown}, of the kind whose form it is. */
  public String shownOf(Kind of, String field, Object kept) {
    return post.text("expect").equals(of.name()) ? post.text(field) : kept.toString();
  }

  /** What was typed with this alarm if a rule brought the form back. */
  public String reasonOf(long about) {
    return Long.valueOf(about).equals(post.chosen("about")) ? post.text("reason") : "";
  }
}
