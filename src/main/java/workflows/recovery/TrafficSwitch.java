package workflows.recovery;

import activities.Sites;
import domain.profile.DisasterSite;
import domain.profile.SystemProfile;
import domain.profile.TargetProfile;
import domain.profile.Traffic;
import domain.site.Resolved;
import domain.site.TrafficRequest;
import workflows.steps.Gate;
import workflows.steps.Procedure;
import workflows.steps.Steps;
import workflows.steps.Words;

/** Sends clients to another place: by the profile's program, or by people. */
final class TrafficSwitch {

	private final Procedure procedure;

	private final Words words;

	private final Traffic traffic;

	private final TargetProfile target;

	TrafficSwitch(Procedure procedure, SystemProfile there, DisasterSite site) {
		this.procedure = procedure;
		this.words = procedure.words();
		this.traffic = site.traffic();
		this.target = traffic == null ? null : there.target(traffic.target()).orElse(null);
	}

	boolean wanted() {
		return traffic != null;
	}

	boolean byPeople() {
		return wanted() && traffic.forward().isEmpty();
	}

	void over() {
		if (!wanted()) {
			return;
		}
		procedure.refuseInFreeze();
		procedure.ask(new Gate.Question("traffic", "restore", question(), true));
		procedure.board().phase("traffic", words.say("Sending clients there", "Enviando os clientes para lá"));
		procedure.undo().register(words.say("clients where they were", "os clientes onde estavam"), this::back);
		if (!byPeople()) {
			procedure
				.changed(Steps.slow(Sites.class, words.say("Switch the traffic", "Comutar o tráfego"), traffic.within())
					.switchTraffic(request(false))
					.changes());
		}
		awaitName();
	}

	private String question() {
		return byPeople()
				? words.say("It runs there and was found right. Point %s to %s now, then approve.",
						"Está rodando lá e foi verificado. Aponte %s para %s agora e depois aprove.", traffic.host(),
						traffic.address())
				: words.say("It runs there and was found right. Approve to send clients there: %s.",
						"Está rodando lá e foi verificado. Aprove para enviar os clientes para lá: %s.",
						String.join(" ", traffic.forward()));
	}

	/** A name that is not seen yet may still be on its way: people say. */
	private void awaitName() {
		if (traffic.host() == null || traffic.address() == null || procedure.run().planning()) {
			return;
		}
		Resolved seen = Steps
			.slow(Sites.class, words.say("Until %s is %s", "Até %s ser %s", traffic.host(), traffic.address()),
					traffic.within())
			.awaitName(request(false));
		if (!seen.wanted()) {
			procedure.ask(new Gate.Question("name", "restore",
					words.say("%s is still %s, not %s. Approve to go on all the same, reject to take everything back.",
							"%s ainda é %s, não %s. Aprove para seguir mesmo assim, rejeite para desfazer tudo.",
							traffic.host(), seen.addresses(), traffic.address())));
		}
	}

	private String back() {
		if (byPeople() || traffic.back().isEmpty()) {
			return words.say("PEOPLE must send clients of %s back", "PESSOAS precisam devolver os clientes de %s",
					traffic.host());
		}
		Steps.undo(Sites.class, words.say("Take the switch back", "Desfazer a comutação"), traffic.within())
			.switchTraffic(request(true));
		return words.say("clients go where they went before", "os clientes vão para onde iam antes");
	}

	private TrafficRequest request(boolean back) {
		return new TrafficRequest(procedure.run(), target, traffic, back);
	}

	/** Where clients go now; empty when nothing was switched. */
	String said() {
		return !wanted() ? "" : words.say("; clients go there", "; os clientes vão para lá");
	}

	/** How clients come back, for the report. */
	String wayBack() {
		if (!wanted()) {
			return words.say("nothing was switched", "nada foi comutado");
		}
		return byPeople() || traffic.back().isEmpty()
				? words.say("point %s to its old address", "aponte %s para o endereço antigo", traffic.host())
				: String.join(" ", traffic.back());
	}

}
