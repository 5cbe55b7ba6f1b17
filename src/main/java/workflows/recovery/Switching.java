package workflows.recovery;

import activities.Configurations;
import activities.Restores;
import domain.backup.Lacking;
import domain.backup.Places;
import domain.backup.RestoreRequest;
import domain.backup.Source;
import domain.configuration.Edit;
import domain.configuration.EditRequest;
import domain.failure.FailureKind;
import domain.lifecycle.Workload;
import domain.profile.RestoreProfile;
import domain.profile.SwitchBy;
import domain.profile.SystemProfile;
import domain.release.Changes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import workflows.steps.Failures;
import workflows.steps.Parts;
import workflows.steps.Procedure;
import workflows.steps.Steps;
import workflows.steps.Words;

/**
 * Makes restored data the data in use: under the old name (runbook A), or by pointing the
 * application to it (runbook D 8.2 step 3.4). Either way what was in use stays.
 */
final class Switching {

	private final Procedure procedure;

	private final SystemProfile profile;

	private final Words words;

	private final Source source;

	private final Places places;

	private final boolean beside;

	private final StoreRestore store;

	/**
	 * @param profile where the application is that is pointed elsewhere
	 */
	Switching(Procedure procedure, SystemProfile profile, StoreRestore store) {
		this.procedure = procedure;
		this.profile = profile;
		this.words = procedure.words();
		this.store = store;
		this.source = store.source();
		this.places = store.places();
		this.beside = source.asked().restore().way() == RestoreProfile.Way.BESIDE;
	}

	void over(RestoreRequest request) {
		if (!beside) {
			Lacking lacking = activate(request);
			while (lacking != null) {
				new PartialRestore(procedure).require(lacking);
				store.accept(lacking);
				lacking = activate(request);
			}
			return;
		}
		pointTo();
	}

	/** What came about in part only and nobody has taken yet; null: nothing. */
	private Lacking activate(RestoreRequest request) {
		Changes made = Steps
			.slow(Restores.class,
					words.say("Put it in the place of %s", "Colocar no lugar de %s", places.live().name()), within())
			.activatePlace(request.accepting(store.accepted().stream().map(Lacking::what).toList()));
		procedure.changed(made.changes());
		return made.lacking();
	}

	private void pointTo() {
		EditRequest edit = edit();
		Steps.safe(Configurations.class, words.say("Keep a copy of the setting", "Guardar uma cópia da configuração"))
			.keepCopy(edit);
		procedure.changed(
				Steps
					.slow(Configurations.class,
							words.say("Point the application to %s", "Apontar a aplicação para %s",
									places.own().name()),
							edit.workload().readyWithin())
					.applyEdit(edit)
					.changes());
	}

	/** Where nothing can be renamed, putting in place is a restore of its own. */
	private Duration within() {
		return source.asked().restore().within();
	}

	/** The undo of an undo. */
	String overAgain(RestoreRequest request) {
		if (beside) {
			pointTo();
		}
		else {
			Lacking lacking = activate(request);
			if (lacking != null) {
				// Nobody is asked in the midst of a way back.
				throw Failures.of(FailureKind.NOT_VERIFIED, lacking.why());
			}
		}
		return words.say("the restored data is in use", "os dados restaurados estão em uso");
	}

	String back(RestoreRequest request) {
		if (beside) {
			EditRequest edit = edit();
			Steps
				.undo(Configurations.class, words.say("Point the application back", "Apontar a aplicação de volta"),
						edit.workload().readyWithin())
				.putBackCopy(edit);
		}
		else {
			Steps.undo(Restores.class, words.say("Put back what was there", "Devolver o que havia"), within())
				.putBackPlace(request);
		}
		return words.say("%s is as before the restore", "%s está como antes da restauração", places.live().name());
	}

	private EditRequest edit() {
		SwitchBy by = source.asked().restore().switchBy();
		Parts parts = new Parts(profile);
		Workload workload = parts.workload(parts.named(by.component()));
		return new EditRequest(procedure.run(), workload, List.of(),
				new Edit(null, null, null, Map.of(by.variable(), places.own().name()), null, null, null, null));
	}

	/** Where what was in use is. */
	String safety() {
		return beside ? places.live().name() : places.aside().name();
	}

	/** What a person has to do afterwards; empty when nothing. */
	String next() {
		return beside ? words.say(
				". Next: name %s in the profile as what the store is, or the next backup is of the old one",
				". Próximo passo: indique %s no perfil como o que o store é, senão o próximo backup será do antigo",
				places.own().name()) : "";
	}

	/** Where the application was pointed elsewhere, the old database is its owner's. */
	void removeSafety(RestoreRequest request) {
		if (!beside) {
			Steps.undo(Restores.class, words.say("Remove the copy of before", "Remover a cópia de antes"), within())
				.dropPlace(new RestoreRequest(request.run(), source, request.backup(), places.aside()));
		}
	}

}
