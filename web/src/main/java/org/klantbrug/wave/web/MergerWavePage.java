package org.klantbrug.wave.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.identity.Staff;
import org.klantbrug.merger.Mergers;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.shared.web.Texts;
import org.klantbrug.wave.GoTimes;
import org.klantbrug.wave.Guard;
import org.klantbrug.wave.GuardCheck;
import org.klantbrug.wave.MemberList;
import org.klantbrug.wave.MemberState;
import org.klantbrug.wave.WaveDecisions;
import org.klantbrug.wave.WaveDecisions.Side;
import org.klantbrug.wave.WaveMoves;
import org.klantbrug.wave.WaveSettings;
import org.klantbrug.wave.Waves;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** A wave: what stops it, go or no go, and its members. */
@Named
@RequestScoped
public class MergerWavePage {
  private static final int SHOWN = 50;

  @Inject private CurrentStaff current;
  @Inject private Mergers mergers;
  @Inject private Waves waves;
  @Inject private WaveSettings settings;
  @Inject private WaveMoves moves;
  @Inject private WaveDecisions decisions;
  @Inject private GoTimes times;
  @Inject private GuardCheck guards;
  @Inject private MemberList members;
  @Inject private BusinessClock clock;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject private Texts texts;
  @Inject @Param private Long id;
  @Inject @Param private String guard;
  @Inject @Param private String state;
  @Inject @Param private Long after;
  @Inject @Param private Long member;

  private Waves.Wave wave;
  private Mergers.View merger;
  private List<MemberList.Member> rows;

  /** Reads the wave, and does with it what was asked. */
  public void act() {
    if (id == null) {
      throw new NotThere();
    }
    wave = waves.read(id);
    if (post.isSent() && done()) {
      Faces.redirect(getAddress());
      return;
    }
    wave = waves.read(id);
    merger = mergers.read(wave.mergerId());
    rows =
        isListed()
            ? members.page(
                new MemberList.Wanted(
                    wave.mergerId(),
                    id,
                    chosen(Guard.class, guard),
                    chosen(MemberState.class, state)),
                after,
                SHOWN,
                current.get())
            : List.of();
  }

  private boolean done() {
    if (post.has("go")) {
      return go(side("go"), current.get());
    }
    if (post.has("noGo")) {
      return notices
          .attempt(() -> decisions.noGo(id, side("noGo"), post.text("reason"), current.get()))
          .map(moved -> said("wave.called-off", moved))
          .orElse(false);
    }
    if (post.has("takeBack")) {
      var lead = current.need(Action.MERGER_UNDO);
      return notices.tryTo(
          () -> decisions.takeBack(id, post.text("reason"), lead), "wave.taken-back");
    }
    if (post.has("accept")) {
      return notices.tryTo(
          () -> moves.accept(post.key("accept"), post.text("reason"), current.get()),
          "wave.accepted");
    }
    var staff = current.need(Action.MERGER_WAVES);
    if (post.has("check")) {
      return notices.tryTo(() -> guards.check(wave.mergerId(), id), "wave.checked");
    }
    if (post.has("move")) {
      return notices
          .attempt(
              () ->
                  moves.move(
                      post.key("move"), version(), post.has("alone"), post.text("reason"), staff))
          .map(moved -> said("wave.moved", moved))
          .orElse(false);
    }
    return withOne(staff);
  }

  private boolean withOne(Staff staff) {
    if (post.has("hold")) {
      return notices.tryTo(
          () -> moves.hold(post.key("hold"), version(), post.text("reason"), staff), "wave.held");
    }
    if (post.has("letGo")) {
      return notices.tryTo(() -> moves.letGo(post.key("letGo"), version(), staff), "wave.let-go");
    }
    return false;
  }

  private boolean go(Side side, Staff staff) {
    return notices
        .attempt(() -> decisions.go(id, side, staff))
        .map(released -> said(released ? "wave.released" : "wave.first-go"))
        .orElse(false);
  }

  private boolean said(String key, Object... values) {
    notices.done(key, values);
    return true;
  }

  private Side side(String button) {
    var side = chosen(Side.class, post.text(button));
    if (side == null) {
      throw new NotThere();
    }
    return side;
  }

  private int version() {
    return (int) post.key("version");
  }

  private static <E extends Enum<E>> E chosen(Class<E> type, String name) {
    return Arrays.stream(type.getEnumConstants())
        .filter(each -> each.name().equals(name))
        .findFirst()
        .orElse(null);
  }

  /** Whether what was asked of this member was refused: its form is shown with what was typed. */
  public boolean cameBack(MemberList.Member one) {
    var key = Long.toString(one.id());
    return post.text("move").equals(key)
        || post.text("hold").equals(key)
        || one.results().stream()
            .anyMatch(each -> post.text("accept").equals(Long.toString(each.id())));
  }

  /** The wave. */
  public Waves.Wave getWave() {
    return wave;
  }

  /** Its merger. */
  public Mergers.View getMerger() {
    return merger;
  }

  /** By when its customers must be told. */
  public Waves.Notice getNotice() {
    return waves.notices(wave.mergerId(), List.of(wave)).get(0);
  }

  /** Accounts that can go over on one day. */
  public int getCapacity() {
    return settings.read(wave.mergerId()).capacity();
  }

  /** What stops its members, most first. */
  public List<Waves.Stop> getStops() {
    return waves.stops(id).stream().filter(stop -> stop.members() > 0).toList();
  }

  /** What stops the whole wave, each guard once. */
  public List<Waves.WaveStop> getWholeStops() {
    return List.copyOf(
        waves.wholeStops(id).stream()
            .collect(
                Collectors.toMap(
                    Waves.WaveStop::guard,
                    Function.identity(),
                    (first, other) -> first,
                    LinkedHashMap::new))
            .values());
  }

  /** What is not ready, in words; empty for a guard that says it all. */
  public String notReady(Guard stop) {
    return stop == Guard.PROGRAMME_ITEM_OPEN
        ? waves.wholeStops(id).stream()
            .filter(each -> each.guard() == stop)
            .map(each -> texts.code("programme.item.", each.detail()))
            .collect(Collectors.joining(", "))
        : "";
  }

  /** What was said of it, the newest first. */
  public List<WaveDecisions.Decision> getDecisions() {
    return decisions.of(id);
  }

  /** For whom this person can decide on it now: nobody did yet, and it is not decided. */
  public List<Side> getSides() {
    if (!wave.isPlanned()) {
      return List.of();
    }
    var said = decisions.standing(id);
    return Arrays.stream(Side.values())
        .filter(side -> side.isOf(current.get()))
        .filter(side -> said.stream().noneMatch(each -> each.side() == side))
        .toList();
  }

  /** Whether this person can take back that it was let go. */
  public boolean isTakeable() {
    return "RELEASED".equals(wave.state())
        && wave.day().isAfter(clock.today())
        && current.get().may(Action.MERGER_UNDO);
  }

  /** Whether it can be said today that it goes. */
  public boolean isTime() {
    return times.isNow(wave);
  }

  /** From when on it can be said that it goes. */
  public LocalDate getGoFrom() {
    return times.from(wave);
  }

  /** The last day on which it can be said that it goes; null if that is its own day. */
  public LocalDate getGoUntil() {
    var until = times.until(wave);
    return until.equals(wave.day()) ? null : until;
  }

  /** Whether too little time is left for what must be done between the go and its day. */
  public boolean isTooLate() {
    return wave.isPlanned() && getGoUntil() != null && getGoUntil().isBefore(clock.today());
  }

  /** Accounts on which a person accepted what would stop them. */
  public int getAccepted() {
    return waves.accepted(id);
  }

  /** Accounts that would go if it went now. */
  public int getGoing() {
    return wave.members() - getStaying();
  }

  /** Accounts that would go to a later wave. */
  public int getStaying() {
    return waves.staying(id);
  }

  /** The members that are shown. */
  public List<MemberList.Member> getRows() {
    return rows;
  }

  /** Member after which the next page begins; null on the last. */
  public Long getNext() {
    return rows.size() < SHOWN ? null : rows.get(rows.size() - 1).id();
  }

  /** What happened to the member that is open; nothing while none is. */
  public List<MemberList.Event> getEvents() {
    return member == null ? List.of() : members.events(member);
  }

  /** The member that is open; null if none is. */
  public Long getMember() {
    return member;
  }

  /** The guard by which members are chosen; null for all. */
  public Guard getGuard() {
    return chosen(Guard.class, guard);
  }

  /** The state by which members are chosen; null for all. */
  public MemberState getState() {
    return chosen(MemberState.class, state);
  }

  /** Whether this person sees the members. */
  public boolean isListed() {
    return current.get().may(Action.MERGER_RECORDS);
  }

  /** Whether its customers can be looked for by this person: they are live. */
  public boolean isFindable() {
    return current.get().may(Action.CUSTOMER_READ)
        && (wave.isOver() || List.of("TRANSFERRED", "SIGNED").contains(merger.state()));
  }

  /** Whether this person can move and hold members now. */
  public boolean isChangeable() {
    return wave.isPlanned() && current.get().may(Action.MERGER_WAVES);
  }

  /** Whether this person can let an account go past what stops it here. */
  public boolean mayAccept(MemberList.Result result) {
    return wave.isPlanned() && result.isOpen() && result.guard().isAcceptableBy(current.get());
  }

  /** Whether this person can let it go past something. */
  public boolean accepts(MemberList.Member one) {
    return one.results().stream().anyMatch(this::mayAccept);
  }

  /** The address of the page as it is filtered. */
  public String getAddress() {
    var address = new StringBuilder("/merger-wave?id=" + id);
    if (getGuard() != null) {
      address.append("&guard=").append(getGuard());
    }
    if (getState() != null) {
      address.append("&state=").append(getState());
    }
    if (after != null) {
      address.append("&after=").append(after);
    }
    return address.toString();
  }
}
