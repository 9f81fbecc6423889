package org.klantbrug.alarm.web;

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
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
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

/** Early warning of a merger. */
@Path("mergers/{merger}/alarms")
@RequestScoped
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Early warning")
public class AlarmResource {
  @Inject private CurrentStaff current;
  @Inject private Mergers mergers;
  @Inject private Alarms alarms;
  @Inject private AlarmLooks looks;
  @Inject private AlarmSettings settings;
  @Inject private EarlyWarning warning;

  /** What somebody says of an alarm. */
  public record Said(Alarms.Answer answer, String reason) {}

  /** When somebody is told, and what is expected of a thousand customers until a wave taught it. */
  public record Settings(AlarmSetting setting, Map<Kind, Usual> usual) {}

  /** All alarms. */
  @GET
  @Operation(summary = "Alarms, the newest first, with their figures and answers")
  public List<Alarm> alarms(@PathParam("merger") long merger) {
    current.need(Action.MERGER_READ);
    return alarms.of(mergers.read(merger).id());
  }

  /** How a wave stands. */
  @GET
  @Path("picture")
  @Operation(
      summary =
          "What was counted and expected: of a wave, or of the one that began last; days of a series")
  public EarlyWarning.Picture picture(
      @PathParam("merger") long merger,
      @QueryParam("wave") Long wave,
      @QueryParam("kind") Kind kind,
      @QueryParam("cut") Cut cut,
      @QueryParam("value") String value) {
    current.need(Action.MERGER_READ);
    var of = kind == null ? Kind.CONTACT : kind;
    return warning.picture(
        mergers.read(merger).id(),
        wave,
        cut == null || value == null ? Series.all(of) : new Series(of, cut, value));
  }

  /** Looks now. */
  @POST
  @Path("looks")
  @Consumes(MediaType.WILDCARD)
  @Operation(summary = "Count and look now, without waiting for the next look")
  public List<Alarm> look(@PathParam("merger") long merger) {
    current.need(Action.ALARM_ANSWER);
    looks.look(mergers.read(merger).id(), true);
    return alarms.of(merger);
  }

  /** Answers an alarm. */
  @POST
  @Path("{alarm}/answers")
  @Operation(summary = "Say what an alarm is; HOLD holds new waves and mail to many")
  public List<Alarm> answer(
      @PathParam("merger") long merger, @PathParam("alarm") long alarm, Said said) {
    var staff = current.need(Action.ALARM_ANSWER);
    if (said.answer() == Alarms.Answer.HOLD) {
      current.need(Action.BRAKE_HOLD);
    }
    alarms.answer(merger, mergers.read(merger).name(), alarm, said.answer(), said.reason(), staff);
    return alarms.of(merger);
  }

  /** The settings. */
  @GET
  @Path("settings")
  @Operation(summary = "When somebody is told, and what is expected of 1,000 customers")
  public Settings settings(@PathParam("merger") long merger) {
    current.need(Action.MERGER_READ);
    return new Settings(settings.read(mergers.read(merger).id()), settings.usual(merger));
  }

  /** Keeps when somebody is told. */
  @PUT
  @Path("settings")
  @Operation(summary = "Set when somebody is told, with the version that was read")
  public Settings keep(@PathParam("merger") long merger, AlarmSetting setting) {
    settings.keep(mergers.read(merger).id(), setting, current.need(Action.ALARM_ANSWER));
    return settings(merger);
  }

  /** Sets what is expected. */
  @PUT
  @Path("settings/{kind}")
  @Operation(summary = "Set what is expected of 1,000 customers until a wave taught it")
  public Settings expect(
      @PathParam("merger") long merger, @PathParam("kind") Kind kind, Usual usual) {
    settings.expect(mergers.read(merger).id(), kind, usual, current.need(Action.ALARM_ANSWER));
    return settings(merger);
  }
}
