package workflows.recovery;

import domain.profile.DisasterSite;
import domain.profile.Objectives;
import domain.profile.SystemProfile;
import domain.report.Draft;
import domain.report.Figure;
import domain.report.Remark;
import domain.report.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import workflows.steps.BadEnd;
import workflows.steps.Procedure;
import workflows.steps.Words;

/** What people read after a system was brought back elsewhere, and how it goes home. */
final class SiteReport {

	private final Procedure procedure;

	private final Words words;

	private final DisasterSite site;

	private final Instant declared;

	private final Instant verified;

	SiteReport(Procedure procedure, DisasterSite site, Instant declared, Instant verified) {
		this.procedure = procedure;
		this.words = procedure.words();
		this.site = site;
		this.declared = declared;
		this.verified = verified;
	}

	Draft of(List<StoreRestore> stores, TrafficSwitch traffic) {
		SystemProfile profile = procedure.profile();
		Draft draft = new Draft(procedure.run(), "disaster-recovery",
				words.say("%s brought back at %s", "%s reerguido em %s", profile.title(), site.name()), null,
				profile.timeZone(), declared);
		draft.add(
				Figure.atMost("rto",
						words.say("From the declaration to the verified service",
								"Da declaração ao serviço verificado"),
						Duration.between(declared, verified), promised(stores),
						words.say("clock of this run", "relógio desta execução")));
		stores.forEach(store -> draft.add(Figure.atMost("rpo-" + store.source().name(),
				words.say("Lost of %s", "Perdido de %s", store.source().name()),
				Duration.between(store.chosen().recoveryPoint(), declared),
				store.source().asked().objectives().recoveryPoint(), store.chosen().id())));
		draft.add(table(stores)).add(wayBack(traffic));
		stores.stream()
			.flatMap(store -> store.accepted().stream())
			.forEach(partial -> draft.add(new Remark(Remark.Grade.EXCEPTION,
					words.say("partial, as was accepted: %s", "parcial, como foi aceito: %s", partial.why()),
					words.say("whoever accepted it", "quem o aceitou"))));
		Stream.concat(Stream.of(words.say(
				"The profile still names the old place: schedules, probes and backups go there until its targets are changed",
				"O perfil ainda indica o lugar antigo: agendamentos, sondas e backups vão para lá até os alvos mudarem")),
				site.afterwards().stream())
			.forEach(open -> draft
				.add(new Remark(Remark.Grade.EXCEPTION, open, words.say("whoever asked for it", "quem solicitou"))));
		return draft;
	}

	/** Of a recovery that did not reach its end: the old place is all there is. */
	Draft ofBadEnd(List<StoreRestore> stores, BadEnd end) {
		Draft draft = new Draft(
				procedure.run(), "disaster-recovery", words.say("%s not brought back at %s",
						"%s não foi reerguido em %s", procedure.profile().title(), site.name()),
				null, procedure.profile().timeZone(), declared);
		draft.add(Figure.atMost("rto",
				words.say("From the declaration to the verified service", "Da declaração ao serviço verificado"), null,
				promised(stores), end.why()));
		draft.add(new BadEnding(words).remark(end));
		new BadEnding(words).table(end).ifPresent(draft::add);
		return draft;
	}

	private static Duration promised(List<StoreRestore> stores) {
		return stores.stream()
			.map(store -> store.source().asked().objectives())
			.map(Objectives::recoveryTime)
			.filter(Objects::nonNull)
			.min(Comparator.naturalOrder())
			.orElse(null);
	}

	private Table table(List<StoreRestore> stores) {
		return new Table(words.say("Restored and compared", "Restaurado e comparado"),
				List.of(words.say("store", "store"), "backup", words.say("data of", "dados de"),
						words.say("put in the place of", "no lugar de")),
				stores.stream()
					.map(store -> List.of(store.source().name(), store.chosen().id(),
							words.time(store.chosen().recoveryPoint()), store.places().live().name()))
					.toList(),
				true);
	}

	private Table wayBack(TrafficSwitch traffic) {
		List<String> steps = List.of(
				words.say("Back the system up where it runs now: Backup with the profile of that place",
						"Faça backup do sistema onde roda agora: Backup com o perfil desse lugar"),
				words.say("Repair the old place; keep its data aside until somebody has compared it",
						"Repare o lugar antigo; guarde os dados de lá até alguém compará-los"),
				words.say("Stop what writes here, restore that backup at the old place: EmergencyRestore",
						"Pare o que escreve aqui, restaure esse backup no lugar antigo: EmergencyRestore"),
				words.say("Send clients back: %s", "Devolva os clientes: %s", traffic.wayBack()));
		return new Table(words.say("The way back", "O caminho de volta"), List.of("#", words.say("what", "o quê")),
				IntStream.range(0, steps.size())
					.mapToObj(step -> List.of(Integer.toString(step + 1), steps.get(step)))
					.toList(),
				false);
	}

}
