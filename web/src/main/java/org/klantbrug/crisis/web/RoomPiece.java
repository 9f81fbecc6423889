package org.klantbrug.crisis.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.List;
import java.util.stream.Collectors;
import org.klantbrug.brake.Brakes;
import org.klantbrug.brake.Hold;
import org.klantbrug.crisis.CrisisBrakes;
import org.klantbrug.crisis.CrisisList;
import org.klantbrug.crisis.CrisisLog;
import org.klantbrug.crisis.CrisisRoom;
import org.klantbrug.crisis.CrisisTeam;
import org.klantbrug.crisis.RoomStand;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.shared.web.Texts;
import org.omnifaces.cdi.Param;

/** The parts of the room that its page shows: each is read as it stands now. */
@Named("roomPiece")
@RequestScoped
public class RoomPiece {
  @Inject private CurrentStaff current;
  @Inject private CrisisPage page;
  @Inject private CrisisLog log;
  @Inject private CrisisRoom room;
  @Inject private CrisisTeam team;
  @Inject private CrisisBrakes crisisBrakes;
  @Inject private Brakes brakes;
  @Inject private CrisisList list;
  @Inject private RoomStand stands;
  @Inject private Texts texts;
  @Inject @Param private String only;

  private List<CrisisLog.Entry> entries;
  private List<CrisisTeam.Member> members;
  private List<Hold> holds;
  private CrisisRoom.Briefing briefing;
  private List<CrisisRoom.Question> linked;
  private RoomStand.Stand stand;

  /** The kinds of lines that people write. */
  public CrisisLog.Kind[] getKinds() {
    return CrisisLog.Kind.values();
  }

  /** The kind that the log is narrowed to; empty for all. */
  public String getOnly() {
    return only == null ? "" : only;
  }

  /** The log, the newest line on top. */
  public List<CrisisLog.Entry> getEntries() {
    if (entries == null) {
      entries =
          log.of(id()).stream()
              .filter(each -> getOnly().isEmpty() || each.kind().equals(only))
              .toList();
    }
    return entries;
  }

  /** What a line says; of who took over a post, the post in words. */
  public String said(CrisisLog.Entry entry) {
    var post = entry.text().indexOf(": ");
    return entry.kind().equals("SHIFT_RECEIVED") && post > 0
        ? texts.code("shift.post.", entry.text().substring(0, post)) + entry.text().substring(post)
        : entry.text();
  }

  /** Who is in the team. */
  public List<CrisisTeam.Member> getMembers() {
    if (members == null) {
      members = team.of(id());
    }
    return members;
  }

  /** Whether this person was asked to join and did not say that he is there. */
  public boolean isAsked() {
    return getMembers().stream()
        .anyMatch(each -> each.staffId() == current.get().id() && each.joinedAt() == null);
  }

  /** Who can be asked to join. */
  public List<CrisisList.Person> getCandidates() {
    var there = getMembers().stream().map(CrisisTeam.Member::staffId).toList();
    return list.workers().stream().filter(each -> !there.contains(each.id())).toList();
  }

  /** What it holds and held. */
  public List<Hold> getHolds() {
    if (holds == null) {
      holds = crisisBrakes.of(id());
    }
    return holds;
  }

  /** What waits for a hold, in words; empty if nothing does. */
  public String waiting(Hold hold) {
    return brakes.waiting(hold).stream()
        .map(each -> texts.say("brake.waits." + each.code(), each.count()))
        .collect(Collectors.joining(", "));
  }

  /** What colleagues say; null while nobody wrote it. */
  public CrisisRoom.Briefing getBriefing() {
    if (briefing == null) {
      briefing = room.briefing(id()).orElse(null);
    }
    return briefing;
  }

  /** Questions that belong to it. */
  public List<CrisisRoom.Question> getQuestions() {
    if (linked == null) {
      linked = room.questions(id());
    }
    return linked;
  }

  /** Questions that can be added. */
  public List<CrisisRoom.Question> getChoices() {
    return room.linkable(id());
  }

  /** How far its parts are. */
  public RoomStand.Stand getStand() {
    if (stand == null) {
      stand = stands.of(page.getCrisis());
    }
    return stand;
  }

  private long id() {
    return page.getCrisis().id();
  }
}
