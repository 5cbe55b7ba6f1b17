package workflows.release;

import domain.profile.ComponentProfile;
import workflows.steps.Procedure;

/** The steps of one rollback, wherever the component is. */
sealed interface RollbackSteps permits ClusterRollback, HostRollback {

	static RollbackSteps of(Rollback.Request request, Procedure opened) {
		ComponentProfile component = Components.rolledBack(request.component(), opened.profile());
		return Components.onCluster(component, opened.profile()) ? ClusterRollback.of(request, opened, component)
				: HostRollback.of(request, opened, component);
	}

	Procedure procedure();

	void showHistory();

	void keepDiagnostics();

	void goBack();

	void smokeTest();

	void watchErrors();

	String close();

}
