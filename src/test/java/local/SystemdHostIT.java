package local;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemdHostIT {

	@TempDir
	private Path folder;

	@Test
	void twoHostsAtOnceDoNotDisturbEachOtherAndLeaveNothingBehind() {
		SystemdHost.missing().ifPresent((why) -> Assumptions.abort(why));
		try (SystemdHost one = new SystemdHost(this.folder.resolve("one"), "one");
				SystemdHost two = new SystemdHost(this.folder.resolve("two"), "two")) {
			one.start();
			one.startAnalyzer();
			two.start();
			two.startAnalyzer();
			assertThat(one.inside("uname", "-n").strip()).isEqualTo("one");
			assertThat(two.inside("uname", "-n").strip()).isEqualTo("two");

			two.stop();

			assertThat(one.property("face_analyzer", "ActiveState")).isEqualTo("active");
			assertThat(one.property("face_analyzer", "NRestarts")).isEqualTo("0");
		}
		assertThat(this.folder.resolve("one/root")).doesNotExist();
	}

}
