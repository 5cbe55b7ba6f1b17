package workflows.recovery;

import domain.run.Outcome;
import io.temporal.spring.boot.WorkflowImpl;
import workflows.steps.Failures;
import workflows.steps.Opening;
import workflows.steps.Procedure;

/** Runbook B 9.1 "Procedimentos", E "Recuperação de Desastre". */
@WorkflowImpl(taskQueues = "operations")
public class DisasterRecoveryImpl implements DisasterRecovery {

	@Override
	public Outcome recover(Request request) {
		if (request.scenario() == null) {
			throw Failures.input("scenario", null, "complete_outage or data_corruption");
		}
		Procedure procedure = Procedure
			.open(new Opening(request.system(), null, request.reason(), request.requestedBy(), request.mode(), null));
		return switch (request.scenario()) {
			case COMPLETE_OUTAGE -> elsewhere(SiteSteps.of(request, procedure));
			case DATA_CORRUPTION -> fromTheLastGood(RestoreSteps.of(request, procedure));
		};
	}

	private static Outcome elsewhere(SiteSteps steps) {
		return steps.conduct(() -> {
			steps.chooseBackups();
			steps.askToActivate();
			steps.prepare();
			steps.stopWhatRunsThere();
			steps.restoreEverything();
			steps.start();
			steps.verify();
			steps.switchTraffic();
			return steps.close();
		});
	}

	private static Outcome fromTheLastGood(RestoreSteps steps) {
		Outcome restored = steps.conduct(() -> {
			steps.askToStop();
			steps.stopWriters();
			steps.findLastGood();
			steps.compareWithNow();
			steps.askToDestroy();
			steps.restoreUntilRight();
			steps.putInPlace();
			steps.startWriters();
			steps.validate();
			return steps.close();
		});
		return steps.undoIsWanted() ? steps.procedure().conduct(steps::takeBack) : restored;
	}

}
