package org.klantbrug.threat.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.threat.ThreatList;

/** On Home: how many threats wait to be judged, and what became of this person's own reports. */
@Named
@RequestScoped
public class ThreatHome {
  @Inject private CurrentStaff current;
  @Inject private ThreatList list;

  private ThreatList.Waiting waiting;
  private List<ThreatList.Own> news;

  /** How many wait, for those who judge them. */
  public ThreatList.Waiting getWaiting() {
    if (waiting == null) {
      waiting =
          current.get().may(Action.THREAT_JUDGE) ? list.waiting() : new ThreatList.Waiting(0, 0);
    }
    return waiting;
  }

  /** What became of this person's reports and he has not read yet. */
  public List<ThreatList.Own> getNews() {
    if (news == null) {
      news = current.get().may(Action.THREAT_REPORT) ? list.news(current.get()) : List.of();
    }
    return news;
  }
}
