package io.polystore.atomic.powercut;

class XfsPowerCutTests extends AbstractPowerCutTests {

	XfsPowerCutTests() {
		super(CutFileSystem.XFS);
	}

}
