package targets.systemd;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class UnitStateTest {

	@Test
	void aRunningUnitIsActiveAndSaysNothingOfItsLastEnd() {
		UnitState state = UnitState.of("""
				Id=face_analyzer.service
				LoadState=loaded
				ActiveState=active
				SubState=running
				Result=success
				InvocationID=4f3c
				ExecMainCode=2
				ExecMainStatus=15
				NRestarts=0
				""");

		assertThat(state.active()).isTrue();
		assertThat(state.wanted()).isTrue();
		assertThat(state.down()).isFalse();
		assertThat(state.invocation()).isEqualTo("4f3c");
		assertThat(state.inWords()).isEqualTo("active (running)");
	}

	@Test
	void aFailedUnitSaysHowItsProcessEnded() {
		UnitState exited = UnitState
			.of("LoadState=loaded\nActiveState=failed\nSubState=failed\nResult=exit-code\nExecMainCode=1\nExecMainStatus=3");
		UnitState killed = UnitState
			.of("LoadState=loaded\nActiveState=failed\nSubState=failed\nResult=signal\nExecMainCode=2\nExecMainStatus=9");

		assertThat(exited.inWords()).isEqualTo("failed (failed): exit-code, its process ended with code 3");
		assertThat(killed.inWords()).isEqualTo("failed (failed): signal, its process ended with signal 9");
		assertThat(exited.down()).isTrue();
		assertThat(exited.wanted()).isTrue();
	}

	@Test
	void aUnitWithAJobIsNotDownForGood() {
		assertThat(UnitState.of("LoadState=loaded\nActiveState=failed\nJob=4711").down()).isFalse();
		assertThat(UnitState.of("LoadState=loaded\nActiveState=inactive\nJob=0").down()).isTrue();
		assertThat(UnitState.of("LoadState=loaded\nActiveState=inactive\n").down()).isTrue();
	}

	@Test
	void aUnitThatSystemdCannotLoadSaysWhy() {
		UnitState masked = UnitState
			.of("LoadState=masked\nLoadError=org.freedesktop.systemd1.UnitMasked \"Unit x is masked.\"\nActiveState=inactive\nSubState=dead");

		assertThat(masked.loaded()).isFalse();
		assertThat(masked.known()).isTrue();
		assertThat(masked.inWords()).contains("masked").contains("Unit x is masked.");
		assertThat(UnitState.of("LoadState=not-found\nActiveState=inactive").known()).isFalse();
	}

}
