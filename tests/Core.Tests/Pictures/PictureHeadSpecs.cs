using LiveChat.Core.Pictures;

namespace LiveChat.Core.Tests.Pictures;

public sealed class PictureHeadSpecs
{
    private const string Png = "89504E470D0A1A0A0000000D49484452";
    private const string JpegStart = "FFD8FFE000104A46494600010100000100010000";
    private const string Frame = "0011080140012C03012200021101031101";
    private const string WebpStart = "524946461A00000057454250";

    [Theory]
    [InlineData(Png + "0000012C000000640802000000", PictureFormat.Png, 300, 100)]
    [InlineData(Png + "7FFFFFFF7FFFFFFF0802000000", PictureFormat.Png, int.MaxValue, int.MaxValue)]
    [InlineData(JpegStart + "FFC0" + Frame, PictureFormat.Jpeg, 300, 320)]
    [InlineData(JpegStart + "FFC40004AABBFFFFFFC2" + Frame, PictureFormat.Jpeg, 300, 320)]
    [InlineData(WebpStart + "565038200E0000003001009D012A2C0140010000", PictureFormat.Webp, 300, 320)]
    [InlineData(WebpStart + "5650384C0D0000002F2BC14F00000000000000", PictureFormat.Webp, 300, 320)]
    [InlineData(WebpStart + "565038580A000000100000002B01003F01000000", PictureFormat.Webp, 300, 320)]
    public void A_picture_tells_what_it_is_and_how_large(string bytes, PictureFormat format, int width, int height) =>
        Assert.Equal(new PictureHead(format, width, height), PictureHead.Read(Convert.FromHexString(bytes)));

    [Theory]
    [InlineData("")]
    [InlineData("3C73766720786D6C6E733D22687474703A2F2F7777772E77332E6F7267")] // <svg xmlns="http://www.w3.org
    [InlineData("47494638396101000100800000FFFFFF00000021F90401000000002C")] // GIF89a
    [InlineData("89504E470D0A1A0A0000000D4948445A0000012C00000064")]
    [InlineData(Png + "0000000000000064")]
    [InlineData(Png + "80000000000000640802000000")]
    [InlineData("FFD8FFE000104A464946")]
    [InlineData(JpegStart + "FFC40001AABBFFC0" + Frame)]
    [InlineData(JpegStart + "FFC400FFAABB")]
    [InlineData(JpegStart + "FFC4000400000000000000000000")]
    [InlineData(WebpStart + "565038200E0000003001009D012B2C0140010000")]
    [InlineData(WebpStart + "5650384C0D0000002E2BC14F00000000000000")]
    [InlineData(WebpStart + "414C50480A000000100000002B01003F01000000")]
    [InlineData(WebpStart + "56503858")]
    public void What_is_no_picture_of_these_kinds_is_none(string bytes) =>
        Assert.Null(PictureHead.Read(Convert.FromHexString(bytes)));

    [Fact]
    public void However_it_is_cut_or_changed_it_is_read_without_a_fault()
    {
        var chance = new Random(7);
        string[] whole =
        [
            Png + "0000012C000000640802000000", JpegStart + "FFC40004AABBFFFFFFC2" + Frame,
            WebpStart + "5650384C0D0000002F2BC14F00000000000000",
        ];
        foreach (var bytes in whole.Select(Convert.FromHexString))
        {
            for (var cut = 0; cut < bytes.Length; cut++) PictureHead.Read(bytes.AsSpan(0, cut));
            for (var round = 0; round < 2000; round++)
            {
                var changed = bytes.ToArray();
                changed[chance.Next(changed.Length)] = (byte)chance.Next(256);
                changed[chance.Next(changed.Length)] = (byte)chance.Next(256);
                Assert.True(PictureHead.Read(changed) is null or { Width: > 0, Height: > 0 });
            }
        }
    }
}
