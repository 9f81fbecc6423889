package org.klantbrug.threat.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Staff;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.threat.NewThreat;
import org.klantbrug.threat.Source;
import org.klantbrug.threat.ThreatList;
import org.klantbrug.threat.Threats;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;
import org.omnifaces.util.Utils;

/** Where anybody reports what can become a crisis, in a minute; what was typed stays. */
@Named
@RequestScoped
public class ThreatNewPage {
  @Inject private CurrentStaff current;
  @Inject private Threats threats;
  @Inject private ThreatList list;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private String from;
  @Inject @Param private Long customer;
  @Inject @Param private Long complaint;
  @Inject @Param private Long merger;
  @Inject @Param private Long wave;
  @Inject @Param private Long alarm;

  private ThreatList.Names names;
  private List<ThreatList.Own> own;

  /** Opens the form, or sends what was filled in. */
  public void act() {
    var by = current.need(Action.THREAT_REPORT);
    if (post.isSent()) {
      notices.attempt(() -> threats.report(typed(), by)).ifPresent(id -> reported(id, by));
    }
  }

  private void reported(long id, Staff by) {
    notices.done("threat.done.reported", list.read(id, by).number());
    Faces.redirect("/threat?id=%s", id);
  }

  private NewThreat typed() {
    return new NewThreat(
        "form-" + getKey(),
        source(),
        severity(),
        post.text("text"),
        post.text("who"),
        getFrom(),
        about(),
        null);
  }

  private Source source() {
    return getSources().stream()
        .filter(each -> each.name().equals(post.text("source")))
        .findFirst()
        .orElse(null);
  }

  private Integer severity() {
    return post.text("severity").matches("[1-3]") ? Integer.valueOf(post.text("severity")) : null;
  }

  private NewThreat.About about() {
    return new NewThreat.About(customer, complaint, merger, wave, alarm);
  }

  /** By this a form that is sent twice is known. */
  public String getKey() {
    var sent = post.text("key");
    return sent.matches("[0-9a-f-]{36}") ? sent : UUID.randomUUID().toString();
  }

  /** Where a threat can show. */
  public List<Source> getSources() {
    return Arrays.stream(Source.values()).filter(Source::isChosen).toList();
  }

  /** How bad it can be, the worst first. */
  public List<Integer> getSeverities() {
    return List.of(3, 2, 1);
  }

  /** What it has to do with, as people call it. */
  public ThreatList.Names getNames() {
    if (names == null) {
      names = list.names(about(), current.get());
    }
    return names;
  }

  /** What became of this person's own reports. */
  public List<ThreatList.Own> getOwn() {
    if (own == null) {
      own = list.own(current.get());
    }
    return own;
  }

  /** The page it is reported from; empty for none. */
  public String getFrom() {
    return from != null && from.matches("[a-z-]{1,60}(\\?id=\\d{1,18})?") ? from : "";
  }

  /** The address of the form with what goes along. */
  public String getHere() {
    return "/threat-new?from="
        + Utils.encodeURL(getFrom())
        + along("customer", customer)
        + along("complaint", complaint)
        + along("merger", merger)
        + along("wave", wave)
        + along("alarm", alarm);
  }

  private static String along(String field, Long key) {
    return key == null ? "" : "&" + field + "=" + key;
  }
}
