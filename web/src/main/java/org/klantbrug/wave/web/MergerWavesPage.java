package org.klantbrug.wave.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.time.LocalDate;
import java.time.Period;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.ToIntFunction;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.MergerLabel;
import org.klantbrug.merger.MergerTerms;
import org.klantbrug.merger.MergerWay;
import org.klantbrug.merger.Mergers;
import org.klantbrug.shared.BusinessClock;
import org.klantbrug.shared.web.NotThere;
import org.klantbrug.shared.web.Notices;
import org.klantbrug.shared.web.Post;
import org.klantbrug.wave.MemberList;
import org.klantbrug.wave.WaveBalance;
import org.klantbrug.wave.WaveFacts;
import org.klantbrug.wave.WavePlans;
import org.klantbrug.wave.WaveSetting;
import org.klantbrug.wave.WaveSettings;
import org.klantbrug.wave.Waves;
import org.omnifaces.cdi.Param;
import org.omnifaces.util.Faces;

/** The waves of a merger, month by month, and planning them. */
@Named
@RequestScoped
public class MergerWavesPage {
  private static final int SHOWN = 50;

  @Inject private CurrentStaff current;
  @Inject private Mergers mergers;
  @Inject private MergerTerms terms;
  @Inject private Waves waves;
  @Inject private WavePlans plans;
  @Inject private WaveFacts facts;
  @Inject private WaveSettings settings;
  @Inject private MemberList members;
  @Inject private MergerWay way;
  @Inject private WaveBalance balance;
  @Inject private BusinessClock clock;
  @Inject private Post post;
  @Inject private Notices notices;
  @Inject @Param private Long id;
  @Inject @Param private Long run;

  private Mergers.View merger;
  private List<Line> lines;
  private List<WaveBalance.Whole> whole;
  private WaveSetting setting;

  /**
   * A wave with the days by which its customers must be told.
   *
   * @param tellingLate whether the last day to send is over while the wave is only planned
   */
  public record Line(Waves.Wave wave, Waves.Notice notice, boolean tellingLate) {}

  /** The waves of a month. */
  public record Month(LocalDate first, int members, List<Line> lines) {}

  /** Reads the waves, and plans them if that was asked. */
  public void act() {
    if (id == null && run != null) {
      Faces.redirect("/merger-waves?id=%s", mergers.readByRun(run).id());
      return;
    }
    if (id == null) {
      throw new NotThere();
    }
    merger = mergers.read(id);
    if (post.has("way")) {
      var staff = current.need(Action.MERGER_WAVES);
      var byWaves = "waves".equals(post.text("way"));
      notices.tryTo(() -> way.choose(id, byWaves, staff), "waves.way-kept");
      Faces.redirect("/merger-waves?id=%s", id);
      return;
    }
    if (post.has("plan")) {
      var staff = current.need(Action.MERGER_WAVES);
      notices
          .attempt(() -> plans.plan(id, staff))
          .ifPresent(
              done ->
                  notices.done(
                      "waves.planned", done.accounts(), done.added(), done.moved(), done.gone()));
      Faces.redirect("/merger-waves?id=%s", id);
      return;
    }
    setting = settings.read(id);
    lines = lines(waves.of(id));
  }

  private List<Line> lines(List<Waves.Wave> all) {
    var told = waves.notices(id, all);
    var shown = new ArrayList<Line>();
    for (var i = 0; i < all.size(); i++) {
      var wave = all.get(i);
      var late = wave.isPlanned() && told.get(i).sendBy().isBefore(clock.today());
      shown.add(new Line(wave, told.get(i), late));
    }
    return shown;
  }

  /** Whether its customers go over wave by wave. */
  public boolean isByWaves() {
    return way.isByWaves(id);
  }

  /** Whether this person can still choose how they go over. */
  public boolean isWayOpen() {
    return current.get().may(Action.MERGER_WAVES) && way.isOpen(id);
  }

  /** Accounts that are over. */
  public int getOver() {
    return lines.stream()
        .map(Line::wave)
        .filter(Waves.Wave::isOver)
        .mapToInt(Waves.Wave::members)
        .sum();
  }

  /** What became of every delivered record; nothing before the first wave is over. */
  public List<WaveBalance.Whole> getBalance() {
    if (whole == null) {
      whole =
          isByWaves() && lines.stream().anyMatch(line -> line.wave().isOver())
              ? balance.of(id)
              : List.of();
    }
    return whole;
  }

  /** Records of one sort with this outcome. */
  public long records(WaveBalance.Whole whole, String outcome) {
    return whole.of(WaveBalance.Outcome.valueOf(outcome));
  }

  /** The merger. */
  public Mergers.View getMerger() {
    return merger;
  }

  /** How waves are planned. */
  public WaveSetting getSetting() {
    return setting;
  }

  /** The waves by month, the earliest first. */
  public List<Month> getMonths() {
    var months = new LinkedHashMap<YearMonth, List<Line>>();
    lines.forEach(
        line ->
            months
                .computeIfAbsent(YearMonth.from(line.wave().day()), month -> new ArrayList<>())
                .add(line));
    return months.entrySet().stream()
        .map(
            each ->
                new Month(
                    each.getKey().atDay(1),
                    each.getValue().stream().mapToInt(line -> line.wave().members()).sum(),
                    each.getValue()))
        .toList();
  }

  /** The last planning; null before the first. */
  public WavePlans.Planning getLast() {
    return plans.last(id).orElse(null);
  }

  /** Accounts in all waves. */
  public int getPlanned() {
    return sum(Waves.Wave::members);
  }

  /** Accounts that a guard stops. */
  public int getStopped() {
    return sum(Waves.Wave::stopped);
  }

  /** Accounts that a person holds. */
  public int getHeld() {
    return sum(Waves.Wave::held);
  }

  private int sum(ToIntFunction<Waves.Wave> part) {
    return lines.stream().map(Line::wave).mapToInt(part).sum();
  }

  /** Waves on days on which nobody can go over any more. */
  public long getClosedDays() {
    return lines.stream().filter(line -> line.notice().closed()).count();
  }

  /** How many waves there are. */
  public int getCount() {
    return lines.size();
  }

  /** Accounts without a wave. */
  public int getWithout() {
    return waves.without(id);
  }

  /** The first of them; none for who may not see records. */
  public List<MemberList.Member> getWithoutMembers() {
    if (getWithout() == 0 || !current.get().may(Action.MERGER_RECORDS)) {
      return List.of();
    }
    return members.page(new MemberList.Wanted(id, null, null, null), null, SHOWN, current.get());
  }

  /** Whether this person can plan now. */
  public boolean isPlannable() {
    return current.get().may(Action.MERGER_WAVES) && isReady();
  }

  /** Whether there is something to plan. */
  public boolean isReady() {
    return facts.canPlan(id);
  }

  /** The labels and what changes for their customers. */
  public List<MergerLabel> getLabels() {
    return terms.labels(id);
  }

  /** Whether customers are told a calendar month ahead, and not days. */
  public boolean isByMonth() {
    return getTerm().getMonths() > 0;
  }

  /** How long ahead customers must be told. */
  public Period getTerm() {
    return Period.parse(merger.noticePeriod());
  }
}
