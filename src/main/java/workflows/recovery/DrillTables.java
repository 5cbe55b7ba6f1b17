package workflows.recovery;

import domain.backup.Backup;
import domain.backup.Finding;
import domain.backup.Findings;
import domain.backup.Place;
import domain.profile.ProtectedStore;
import domain.report.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import workflows.steps.Words;

/** The tables of a drill's report. */
final class DrillTables {

	private final Words words;

	private final List<StoreDrill> stores;

	private final DrillReport.Clocks clocks;

	DrillTables(Words words, List<StoreDrill> stores, DrillReport.Clocks clocks) {
		this.words = words;
		this.stores = stores;
		this.clocks = clocks;
	}

	Table stores() {
		return new Table(words.say("Stores", "Stores"), List.of("store", "backup",
				words.say("recovery point", "ponto de recuperação"), words.say("size", "tamanho"),
				words.say("rows", "linhas"), words.say("comparisons right", "comparações certas"),
				words.say("data ready after", "dados prontos após"), words.say("verified after", "verificado após")),
				stores.stream()
					.filter(store -> store.store().choice() != null && store.store().chosen() != null)
					.map(this::row)
					.toList(),
				true);
	}

	private List<String> row(StoreDrill store) {
		Backup backup = store.store().chosen();
		Findings findings = store.store().findings();
		long rows = backup.rows().values().stream().mapToLong(Long::longValue).sum();
		return List.of(store.named(), backup.id(), words.time(backup.recoveryPoint()), size(backup.bytes()),
				Long.toString(rows),
				findings == null ? "-"
						: (findings.all().size() - findings.bad().size()) + " / " + findings.all().size(),
				after(store.store().restored()), after(store.verified()));
	}

	/** Moments, and how long after the declaration. */
	Table clocks() {
		List<List<String>> rows = new ArrayList<>();
		rows.add(clock(words.say("imagined disaster", "desastre imaginado"), clocks.event()));
		rows.add(clock(words.say("declared", "declarado"), clocks.declared()));
		rows.add(clocks.approved() == null
				? List.of(words.say("approved", "aprovado"),
						words.say("nobody was asked", "não se perguntou a ninguém"), "-")
				: clock(words.say("approved", "aprovado"), clocks.approved()));
		for (StoreDrill store : stores) {
			String name = stores.size() == 1 ? "" : ": " + store.source().name();
			rows.add(clock(words.say("data ready", "dados prontos") + name, store.store().restored()));
			rows.add(serviceUp(store, words.say("service up", "serviço no ar") + name));
			rows.add(clock(words.say("verified", "verificado") + name, store.verified()));
		}
		rows.add(clock(words.say("cleaned", "limpo"), clocks.cleaned()));
		return new Table(words.say("Clocks", "Relógios"), List.of(words.say("clock", "relógio"), words.say("at", "em"),
				words.say("after the declaration", "após a declaração")), rows, false);
	}

	/** Where the copy cannot serve anybody, that is said. */
	private List<String> serviceUp(StoreDrill store, String name) {
		ProtectedStore.Engine engine = store.source().asked().engine();
		boolean asked = store.service() != null || CopyService.answers(engine) && store.verified() == null;
		return asked ? clock(name, store.serviceUp()) : List.of(name, CopyService.whyNot(words, engine), "-");
	}

	private List<String> clock(String name, Instant moment) {
		return List.of(name, moment == null ? words.say("not reached", "não alcançado") : words.time(moment),
				after(moment));
	}

	/** What is wrong first. */
	Table compared(StoreDrill store) {
		List<Finding> all = new ArrayList<>();
		for (Findings findings : new Findings[] { store.store().findings(), store.service() }) {
			if (findings != null) {
				all.addAll(findings.all());
			}
		}
		return new Table(words.say("What was compared: %s", "O que foi comparado: %s", store.source().name()),
				List.of("", words.say("what", "o quê"), words.say("must be", "deve ser"), words.say("is", "é")),
				all.stream()
					.sorted((one, other) -> Boolean.compare(one.good(), other.good()))
					.map(finding -> List.of(finding.good() ? "✓" : "✗", finding.what(), finding.expected(),
							finding.found()))
					.toList(),
				true);
	}

	/** What was made, and whether it is still there. */
	Table cleanUp() {
		return new Table(words.say("Clean-up, by listing", "Limpeza, por listagem"),
				List.of("store", words.say("made by the drill", "feito pela simulação"),
						words.say("still there", "ainda lá")),
				stores.stream()
					.filter(StoreDrill::begun)
					.map(store -> List.of(store.named(), store.place(), stillThere(store)))
					.toList(),
				false);
	}

	private String stillThere(StoreDrill store) {
		if (store.unlisted() != null) {
			return words.say("unknown", "desconhecido");
		}
		return store.left().isEmpty() ? words.say("nothing", "nada")
				: store.left().stream().map(Place::name).collect(Collectors.joining(", "));
	}

	/** In powers of ten, as disks are sold. */
	private String size(long bytes) {
		String[] units = { "bytes", "kB", "MB", "GB", "TB" };
		double rest = bytes;
		int unit = 0;
		while (rest >= 1000 && unit < units.length - 1) {
			rest /= 1000;
			unit++;
		}
		return words.number(rest) + " " + units[unit];
	}

	private String after(Instant moment) {
		Duration length = DrillSteps.between(clocks.declared(), moment);
		return length == null ? "-" : words.length(length);
	}

}
