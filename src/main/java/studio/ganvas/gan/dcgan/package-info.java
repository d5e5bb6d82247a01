/** DCGAN in the two architectures that go by this name. */
package studio.ganvas.gan.dcgan;
