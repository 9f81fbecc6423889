package org.klantbrug.threat.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.stream.Stream;
import org.klantbrug.alarm.Kind;
import org.klantbrug.alarm.web.AlarmWords;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.shared.web.Texts;
import org.klantbrug.threat.ThreatSettings;
import org.klantbrug.threat.Threshold;
import org.klantbrug.threat.WatchSettings;
import org.omnifaces.util.Faces;

/** Within which time threats are judged, and when contacts and complaints are reported. */
@Named
@RequestScoped
public class ThreatSettingsPage {
  @Inject private CurrentStaff current;
  @Inject private ThreatSettings settings;
  @Inject private WatchSettings watching;
  @Inject private AlarmWords words;
  @Inject private Texts texts;
  @Inject private Post post;
  @Inject private Notices notices;

  private WatchSettings.Watch watch;
  private List<Threshold> thresholds;

  /** Opens it, or sets what was changed. */
  public void act() {
    if (!post.isSent()) {
      return;
    }
    var by = current.need(Action.THREAT_ROSTER);
    if (notices.tryTo(() -> set(by), "threat.done.settings")) {
      Faces.redirect("/threat-settings");
    }
  }

  private void set(Staff by) {
    if (post.has("pace")) {
      settings.keep(new ThreatSettings.Pace(whole("triage"), whole("chain"), whole("again")), by);
    } else if (post.has("watch")) {
      watching.keep(
          new WatchSettings.Watch(
              post.has("active"),
              whole("every"),
              figure("perMonth"),
              whole("least"),
              figure("ratio"),
              whole("quiet"),
              (int) post.key("version")),
          by);
    } else {
      watching.set(threshold(), by);
    }
  }

  private Threshold threshold() {
    return getLines().stream()
        .filter(line -> name(line).equals(post.text("threshold")))
        .findFirst()
        .map(
            line ->
                new Threshold(
                    line.kind(), line.topic(), open("perHour"), open("perDay"), open("badShare")))
        .orElseThrow(NotThere::new);
  }

  /** What was typed; 0, which a rule refuses, for what is no number. */
  private int whole(String field) {
    return post.text(field).matches("[0-9]{1,6}") ? Integer.parseInt(post.text(field)) : 0;
  }

  /** As {@link #whole}; null for a field that was left open. */
  private Integer open(String field) {
    return post.text(field).isEmpty() ? null : Integer.valueOf(whole(field));
  }

  private double figure(String field) {
    var typed = post.text(field).replace(',', '.');
    return typed.matches("\\d{1,4}(\\.\\d{1,2})?") ? Double.parseDouble(typed) : 0;
  }

  /** Within which time threats are judged. */
  public ThreatSettings.Pace getPace() {
    return settings.pace();
  }

  /** How contacts and complaints are looked at. */
  public WatchSettings.Watch getWatch() {
    if (watch == null) {
      watch = watching.watch();
    }
    return watch;
  }

  /** What counts for each topic: its own numbers, else those for all others. */
  public List<Threshold> getLines() {
    return Stream.concat(
            Stream.concat(Stream.of(Threshold.EACH), watching.topics().stream())
                .map(topic -> counting(Kind.CONTACT, topic)),
            Stream.of(counting(Kind.COMPLAINT, Threshold.EACH)))
        .toList();
  }

  private Threshold counting(Kind kind, String topic) {
    return Stream.concat(own(kind, topic), own(kind, Threshold.EACH))
        .map(each -> new Threshold(kind, topic, each.perHour(), each.perDay(), each.badShare()))
        .findFirst()
        .orElse(new Threshold(kind, topic, null, null, null));
  }

  private Stream<Threshold> own(Kind kind, String topic) {
    if (thresholds == null) {
      thresholds = watching.thresholds();
    }
    return thresholds.stream().filter(each -> each.kind() == kind && each.topic().equals(topic));
  }

  /** Whether a topic has numbers of its own. */
  public boolean isOwn(Threshold line) {
    return line.topic().equals(Threshold.EACH)
        || own(line.kind(), line.topic()).findAny().isPresent();
  }

  /** By this a line is known in the form. */
  public String name(Threshold line) {
    return line.kind() + "-" + line.topic();
  }

  /** What a line is called. */
  public String title(Threshold line) {
    return line.topic().equals(Threshold.EACH)
        ? texts.code("threat.each.", line.kind())
        : texts.code("contact.topic.", line.topic());
  }

  /** What stands in a field: what was typed, else what counts. */
  public String value(String field, Object kept) {
    return post.isSent() && !post.text(field).isEmpty() ? post.text(field) : shown(kept);
  }

  /** What stands in a field of a line: what was typed there, else what counts. */
  public String value(Threshold line, String field, Object kept) {
    return name(line).equals(post.text("threshold")) ? post.text(field) : shown(kept);
  }

  private String shown(Object kept) {
    return kept == null
        ? ""
        : kept instanceof Double figure ? words.typed(figure) : kept.toString();
  }
}
