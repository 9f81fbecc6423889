package org.klantbrug.wave.web;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.klantbrug.identity.Action;
import org.klantbrug.identity.CurrentStaff;
import org.klantbrug.merger.MergerWay;
import org.klantbrug.shared.RuleBroken;
import org.klantbrug.transfer.RunUndo;
import org.klantbrug.wave.ClosingWave;
import org.klantbrug.wave.Guard;
import org.klantbrug.wave.GuardCheck;
import org.klantbrug.wave.MemberList;
import org.klantbrug.wave.MemberState;
import org.klantbrug.wave.Residuals;
import org.klantbrug.wave.StuckAccounts;
import org.klantbrug.wave.WaveBalance;
import org.klantbrug.wave.WaveDecisions;
import org.klantbrug.wave.WaveMoves;
import org.klantbrug.wave.WavePlans;
import org.klantbrug.wave.WaveProgress;
import org.klantbrug.wave.WaveSetting;
import org.klantbrug.wave.WaveSettings;
import org.klantbrug.wave.WaveUndoRequests;
import org.klantbrug.wave.Waves;

/** The waves of a merger. */
@Path("mergers/{merger}/waves")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Waves")
public class WaveResource {
  private static final int MOST = 500;

  @Inject private CurrentStaff current;
  @Inject private Waves waves;
  @Inject private WavePlans plans;
  @Inject private WaveSettings settings;
  @Inject private WaveMoves moves;
  @Inject private WaveDecisions decisions;
  @Inject private GuardCheck guards;
  @Inject private MemberList members;
  @Inject private MergerWay way;
  @Inject private WaveProgress progress;
  @Inject private WaveBalance balance;
  @Inject private WaveUndoRequests undoing;
  @Inject private Residuals residuals;
  @Inject private StuckAccounts stuck;
  @Inject private ClosingWave closing;

  /**
   * What is to become of a member.
   *
   * @param state MOVED, HELD or PLANNED: to the next wave, held, or let go on
   * @param version on which this was decided
   * @param alone without the other accounts of its person
   */
  public record Wish(MemberState state, int version, boolean alone, String reason) {}

  /** A verdict: GO or NO_GO, for whom, and why if it is no. */
  public record Verdict(WaveDecisions.Side side, boolean go, String reason) {}

  /** Why something is done. */
  public record Why(String reason) {}

  /** On which day the closing wave goes. */
  public record Closing(LocalDate day) {}

  /** A wave that was planned. */
  public record Planned(long wave) {}

  /** How the customers of a merger go over. */
  public record Way(boolean byWaves) {}

  /** How customers go over. */
  @GET
  @Path("way")
  @Operation(summary = "Whether the customers of a merger go over by waves, or all at once")
  public Way way(@PathParam("merger") long merger) {
    current.need(Action.MERGER_READ);
    return new Way(way.isByWaves(merger));
  }

  /** Chooses how customers go over. */
  @PUT
  @Path("way")
  @Operation(summary = "Choose it, until the rehearsal of the customers is approved")
  public Way choose(@PathParam("merger") long merger, Way wish) {
    way.choose(merger, wish.byWaves(), current.need(Action.MERGER_WAVES));
    return way(merger);
  }

  /** What became of every delivered record. */
  @GET
  @Path("balance")
  @Operation(
      summary =
          "What became of every delivered record: over by a wave, waiting for one, held back, put aside or rejected")
  public List<WaveBalance.Whole> balance(@PathParam("merger") long merger) {
    current.need(Action.MERGER_READ);
    return balance.of(merger);
  }

  /** What was decided on accounts that cannot go. */
  @GET
  @Path("residual")
  @Operation(summary = "What was decided on accounts that cannot go with a wave, the newest first")
  public List<Residuals.Line> residual(@PathParam("merger") long merger) {
    current.need(Action.MERGER_READ);
    return residuals.of(merger);
  }

  /** Accounts that cannot go. */
  @GET
  @Path("residual/accounts")
  @Operation(
      summary = "Accounts without a wave, held or moved too often, on which somebody decides")
  public List<StuckAccounts.Account> stuck(
      @PathParam("merger") long merger, @QueryParam("after") Long after) {
    return stuck.page(merger, after, MOST, current.need(Action.MERGER_RECORDS));
  }

  /** Decides what becomes of accounts, or asks finance to confirm it. */
  @POST
  @Path("residual")
  @Operation(
      summary =
          "Decide what becomes of accounts that cannot go; what finance confirms is a task of theirs")
  public List<Residuals.Line> decideOn(@PathParam("merger") long merger, Residuals.Wish wish) {
    residuals.ask(merger, wish, current.need(Action.MERGER_WAVES));
    return residuals.of(merger);
  }

  /** Plans the wave after the last one. */
  @POST
  @Path("closing")
  @Operation(summary = "Plan the wave that brings those on whom nothing is billed; gives its key")
  public Planned planClosing(@PathParam("merger") long merger, Closing wish) {
    return new Planned(closing.plan(merger, wish.day(), current.need(Action.MERGER_WAVES)));
  }

  /** How far a wave is. */
  @GET
  @Path("{wave}")
  @Operation(summary = "How far a wave is, from the first go to the verified debit")
  public WaveProgress.State progress(@PathParam("wave") long wave) {
    current.need(Action.MERGER_READ);
    return progress.of(wave);
  }

  /** What taking a wave back would do. */
  @GET
  @Path("{wave}/undo")
  @Operation(summary = "What would be taken back with a wave, by kind of record")
  public RunUndo.Preview previewUndo(@PathParam("wave") long wave) {
    current.need(Action.MERGER_UNDO);
    return undoing.preview(wave).orElseThrow(() -> new RuleBroken("wave.not-over"));
  }

  /** Asks to take a wave back that is over. */
  @POST
  @Path("{wave}/undo")
  @Operation(summary = "Ask to take back a wave that went over; somebody of finance confirms it")
  public WaveProgress.State askUndo(@PathParam("wave") long wave, Why why) {
    undoing.ask(wave, why.reason(), current.need(Action.MERGER_UNDO));
    return progress.of(wave);
  }

  /** All waves, the earliest first. */
  @GET
  @Operation(summary = "The waves of a merger, the earliest first")
  public List<Waves.Wave> list(@PathParam("merger") long merger) {
    current.need(Action.MERGER_READ);
    return waves.of(merger);
  }

  /** Plans the waves. */
  @POST
  @Path("plan")
  @Consumes(MediaType.WILDCARD)
  @Operation(
      summary = "Plan the waves of a merger, or plan them again; who is planned stays if he can")
  public WavePlans.Planning plan(@PathParam("merger") long merger) {
    return plans.plan(merger, current.need(Action.MERGER_WAVES));
  }

  /** How waves are planned. */
  @GET
  @Path("settings")
  @Operation(summary = "How the waves of a merger are planned")
  public WaveSetting settings(@PathParam("merger") long merger) {
    current.need(Action.MERGER_READ);
    return settings.read(merger);
  }

  /** Keeps how waves are planned. */
  @PUT
  @Path("settings")
  @Operation(summary = "Set how the waves of a merger are planned, with the version that was read")
  public WaveSetting keep(@PathParam("merger") long merger, WaveSetting setting) {
    settings.keep(merger, setting, current.need(Action.MERGER_WAVES));
    return settings.read(merger);
  }

  /** Looks again at what stops members. */
  @POST
  @Path("check")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Look again what stops members and waves")
  public List<Waves.Wave> check(@PathParam("merger") long merger) {
    current.need(Action.MERGER_WAVES);
    guards.check(merger, null);
    return waves.of(merger);
  }

  /** Members of a wave. */
  @GET
  @Path("{wave}/members")
  @Operation(summary = "Members of a wave, each with what stops it")
  public List<MemberList.Member> members(
      @PathParam("merger") long merger,
      @PathParam("wave") long wave,
      @QueryParam("guard") Guard guard,
      @QueryParam("state") MemberState state,
      @QueryParam("after") Long after) {
    var staff = current.need(Action.MERGER_RECORDS);
    return members.page(new MemberList.Wanted(merger, wave, guard, state), after, MOST, staff);
  }

  /** Moves or holds a member, or lets it go on. */
  @PUT
  @Path("members/{member}")
  @Operation(
      summary = "Send a member to the next wave (MOVED), hold it (HELD), or let it go on (PLANNED)")
  public void change(@PathParam("member") long member, Wish wish) {
    var staff = current.need(Action.MERGER_WAVES);
    if (wish.state() == MemberState.MOVED) {
      moves.move(member, wish.version(), wish.alone(), wish.reason(), staff);
    } else if (wish.state() == MemberState.HELD) {
      moves.hold(member, wish.version(), wish.reason(), staff);
    } else if (wish.state() == MemberState.PLANNED) {
      moves.letGo(member, wish.version(), staff);
    } else {
      throw new RuleBroken("wave.wish-unclear");
    }
  }

  /** Lets an account go although something stops it. */
  @POST
  @Path("guards/{result}/acceptance")
  @Operation(
      summary =
          "Let an account go although a row stops it: by whose guard it is, or who leads the migration")
  public void accept(@PathParam("result") long result, Why why) {
    moves.accept(result, why.reason(), current.get());
  }

  /** Says go or no go. */
  @POST
  @Path("{wave}/decisions")
  @Operation(
      summary =
          "Go or no go, by who leads the migration and by finance; the second go lets the wave go")
  public List<WaveDecisions.Decision> decide(@PathParam("wave") long wave, Verdict verdict) {
    var staff = current.get();
    if (verdict.side() == null) {
      throw new RuleBroken("wave.side-missing");
    }
    if (verdict.go()) {
      decisions.go(wave, verdict.side(), staff);
    } else {
      decisions.noGo(wave, verdict.side(), verdict.reason(), staff);
    }
    return decisions.of(wave);
  }

  /** Takes back that a wave was let go. */
  @POST
  @Path("{wave}/take-back")
  @Operation(summary = "Take back that a wave was let go, until its day: its members wait again")
  public List<WaveDecisions.Decision> takeBack(@PathParam("wave") long wave, Why why) {
    decisions.takeBack(wave, why.reason(), current.need(Action.MERGER_UNDO));
    return decisions.of(wave);
  }
}
