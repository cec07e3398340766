"""Deadlines: a table of expressions, each with the days that a clerk would write beside it.

A row: the sentence with its deadlines in brackets => kind, EDTF, last day, RRULE of each, `-` for none. Where the
document is not of Wednesday 15 February 2023, its date stands first.
"""

from __future__ import annotations

import re

import pytest

from congvan import grammar
from congvan.deadlines import Found, find_deadlines
from congvan.record import Deadline
from congvan.text import Source, View, join
from growth import growth, least

DAY = "2023-02-15"

SENTENCES = """
Các phòng gửi báo cáo [trước ngày 15/3/2023]. => before ../2023-03-14 2023-03-14 -
Nộp danh sách [trước ngày 15 tháng 3 năm 2023]. => before ../2023-03-14 2023-03-14 -
Nộp danh sách [trước ngày 15 tháng 3]. => before ../2023-03-14 2023-03-14 - inferred
Gửi phiếu [trước 30/4] để tổng hợp. => before ../2023-04-29 2023-04-29 - inferred
Gửi phiếu [trước 17h00 ngày 15/3/2023]. => before ../2023-03-15 2023-03-15 -
Gửi phiếu [trước 16 giờ 30 phút, ngày 15/3/2023]. => before ../2023-03-15 2023-03-15 -
Gửi phiếu [trước 16 giờ 00 ngày thứ Sáu]. => before ../2023-02-17 2023-02-17 - inferred
Hoàn thành [trước tháng 4/2023]. => before ../2023-03-31 2023-03-31 -
Hoàn thành [trước quý II/2023]. => before ../2023-03-31 2023-03-31 -
Hoàn thành [trước năm 2025]. => before ../2024-12-31 2024-12-31 -
Xong [trước ngày 31/4/2023]. => before - - -
[Chậm nhất trước ngày 20/3/2023] phải xong. => before ../2023-03-19 2023-03-19 -
Báo cáo [đến trước ngày 20/3/2023]. => before ../2023-03-19 2023-03-19 -
Trực bão [đến hết ngày 31/12/2026]. => by ../2026-12-31 2026-12-31 -
Kéo dài [đến ngày 31/12/2026]. => by ../2026-12-31 2026-12-31 -
Thu hồi sổ, [hết ngày 30/6/2023] phải xong. => by ../2023-06-30 2023-06-30 -
Hoàn thành [trong hết quý II]. => by ../2023-06-30 2023-06-30 - inferred
Giải ngân [hết quý II/2023] đạt 60%. => by ../2023-06-30 2023-06-30 -
Rà soát xong [trước cuối năm]. => before ../2023-12-30 2023-12-30 - inferred
[Hết năm 2025] xóa xong nhà tạm. => by ../2025-12-31 2025-12-31 -
Phấn đấu [đến hết năm 2025] không còn nhà tạm. => by ../2025-12-31 2025-12-31 -
Nộp [chậm nhất là ngày 20/4/2023]. => by ../2023-04-20 2023-04-20 -
Nộp [chậm nhất ngày 20 tháng 4 năm 2023]. => by ../2023-04-20 2023-04-20 -
Nộp [muộn nhất vào ngày 20/4/2023]. => by ../2023-04-20 2023-04-20 -
Nộp [chậm nhất đến hết ngày 20/4/2023]. => by ../2023-04-20 2023-04-20 -
[Hạn cuối 20/4/2023]. => by ../2023-04-20 2023-04-20 -
[Hạn chót là ngày 20/4/2023]. => by ../2023-04-20 2023-04-20 -
Thời hạn: [20/4/2023]. => by ../2023-04-20 2023-04-20 -
Thời hạn hoàn thành: [trước ngày 20/4/2023]. => before ../2023-04-19 2023-04-19 -
Thời gian hoàn thành: [Quý II/2023]. => within 2023-04/2023-06 2023-06-30 -
Thời gian thực hiện: [thường xuyên]. => continuous - - -
Thời gian thực hiện: [từ tháng 3 đến tháng 5/2023]. => range 2023-03/2023-05 2023-05-31 -
Thời gian: [3/2023]. => within 2023-03 2023-03-31 -
Tiến độ: [năm 2024]. => within 2024 2024-12-31 -
[Chậm nhất trong tháng 4] phải trình. => by ../2023-04-30 2023-04-30 - inferred
[Từ nay đến ngày 30/6/2023] phải rà soát. => by ../2023-06-30 2023-06-30 -
[Từ nay đến hết năm 2023] hoàn thành. => by ../2023-12-31 2023-12-31 -
Tổ chức hội thao [trong ngày 12/4/2023]. => on 2023-04-12 2023-04-12 -
Tổ chức lễ phát động [vào ngày 20/4/2023]. => on 2023-04-20 2023-04-20 -
Tổ chức lễ phát động [ngày 20/4/2023]. => on 2023-04-20 2023-04-20 -
Gửi kết quả về Phòng Nội vụ [ngày 20/4]. => on 2023-04-20 2023-04-20 - inferred
Khảo sát chất lượng ([ngày 20/4/2023]). => on 2023-04-20 2023-04-20 -
Khảo sát chất lượng ([20/4/2023]). => on 2023-04-20 2023-04-20 -
Tập huấn [vào lúc 8 giờ 00 ngày 20/4/2023] tại hội trường. => on 2023-04-20 2023-04-20 -
Thi [vào thứ Hai, ngày 20/3/2023]. => on 2023-03-20 2023-03-20 -
Thi [ngày 20/3/2023 (thứ Hai)]. => on 2023-03-20 2023-03-20 -
Thực hiện [trong tháng 4/2023]. => within 2023-04 2023-04-30 -
(Thực hiện [trong tháng 4/2023]). => within 2023-04 2023-04-30 -
Rà soát [trong tháng 3 năm 2023]. => within 2023-03 2023-03-31 -
Rà soát [trong tháng 3]. => within 2023-03 2023-03-31 - inferred
Rà soát [trong tháng Ba]. => within 2023-03 2023-03-31 - inferred
Ngày hội đọc sách ([tháng 3/2023]). => within 2023-03 2023-03-31 -
Khảo sát ([tháng 2/2023], [tháng 5/2023]). => within 2023-02 2023-02-28 - ; within 2023-05 2023-05-31 -
Hoàn thành [tháng 3/2023]. => within 2023-03 2023-03-31 -
Hoàn thành việc kiểm kê [vào tháng 3/2023]. => within 2023-03 2023-03-31 -
Bàn giao [trong quý I, năm 2023]. => within 2023-01/2023-03 2023-03-31 -
Bàn giao [trong quý I/2023]. => within 2023-01/2023-03 2023-03-31 -
Bàn giao [trong quý 1/2023]. => within 2023-01/2023-03 2023-03-31 -
Bàn giao [trong Quý III năm 2023]. => within 2023-07/2023-09 2023-09-30 -
Bàn giao [trong quý II]. => within 2023-04/2023-06 2023-06-30 - inferred
Bàn giao [vào cuối quý II/2023]. => within 2023-06-30 2023-06-30 -
Xong [trong quý II và quý III/2023]. => range 2023-04/2023-09 2023-09-30 -
Hoàn thành [trong 6 tháng đầu năm 2023]. => within 2023-01/2023-06 2023-06-30 -
Hoàn thành [trong 6 tháng cuối năm]. => within 2023-07/2023-12 2023-12-31 - inferred
Hoàn thành [trong 9 tháng đầu năm 2023]. => within 2023-01/2023-09 2023-09-30 -
Hoàn thành [trong năm 2023]. => within 2023 2023-12-31 -
Hoàn thành [trong năm 2023] và [năm 2024]. => within 2023 2023-12-31 - ; within 2024 2024-12-31 -
Phổ cập bơi lội [vào năm 2024]. => within 2024 2024-12-31 -
Khởi công [năm 2024]. => within 2024 2024-12-31 -
Giao đất [đầu tháng 4/2023]. => within 2023-04-01 2023-04-01 -
Khởi công [vào đầu tháng 4/2023]. => within 2023-04-01 2023-04-01 -
Khởi công [vào giữa tháng 4/2023]. => within 2023-04-15 2023-04-15 -
Khởi công [vào cuối tháng 4/2023]. => within 2023-04-30 2023-04-30 -
Khánh thành [vào cuối năm 2023]. => within 2023-12-31 2023-12-31 -
Hoàn thành [giữa năm 2023]. => within 2023-06-30 2023-06-30 -
Trình [trước cuối tháng 4]. => before ../2023-04-29 2023-04-29 - inferred
Treo cờ [từ ngày 10/5/2023 đến hết ngày 14/5/2023]. => range 2023-05-10/2023-05-14 2023-05-14 -
Treo cờ [từ 01/4 đến 30/4/2023]. => range 2023-04-01/2023-04-30 2023-04-30 -
Treo cờ [từ ngày 10 đến ngày 14/5/2023]. => range 2023-05-10/2023-05-14 2023-05-14 -
Treo cờ [từ ngày 10 đến ngày 14 tháng 5 năm 2023]. => range 2023-05-10/2023-05-14 2023-05-14 -
Treo cờ [từ ngày 28/4 đến ngày 02/5]. => range 2023-04-28/2023-05-02 2023-05-02 - inferred
Thi [từ 8h00 ngày 10/5/2023 đến 17h00 ngày 12/5/2023]. => range 2023-05-10/2023-05-12 2023-05-12 -
Tập huấn [ngày 16-18/5/2023]. => range 2023-05-16/2023-05-18 2023-05-18 -
Tập huấn [từ ngày 16-18/5/2023]. => range 2023-05-16/2023-05-18 2023-05-18 -
Tập huấn các [ngày 10/5/2023 - 14/5/2023]. => range 2023-05-10/2023-05-14 2023-05-14 -
Ra quân [từ tháng 3 đến tháng 5/2023]. => range 2023-03/2023-05 2023-05-31 -
Ra quân [từ quý II đến quý IV/2023]. => range 2023-04/2023-12 2023-12-31 -
Dạy bơi [từ tháng 6/2023]. => from 2023-06/.. - -
Dạy bơi [bắt đầu từ ngày 01/6/2023]. => from 2023-06-01/.. - -
Trả lời [trong 03 ngày làm việc]. => duration - - -
Trả lời [trong vòng 05 ngày kể từ ngày ký]. => duration ../2023-02-20 2023-02-20 -
Gửi [trong 05 ngày làm việc kể từ ngày ký Công văn này]. => duration ../2023-02-22 2023-02-22 -
Trả lời [trong thời hạn 10 ngày kể từ ngày nhận được văn bản]. => duration - - -
Trả lời [không quá mười lăm ngày, kể từ ngày ban hành]. => duration ../2023-03-02 2023-03-02 -
Trả lời [trong 02 tuần kể từ ngày ban hành Kế hoạch này]. => duration ../2023-03-01 2023-03-01 -
Báo cáo [sau 01 tháng kể từ ngày ký ban hành]. => duration ../2023-03-15 2023-03-15 -
Gửi [chậm nhất 05 ngày làm việc kể từ ngày ban hành]. => duration ../2023-02-22 2023-02-22 -
Báo cáo [chậm nhất sau 05 ngày kể từ khi kết thúc hội nghị]. => duration - - -
Báo cáo [trong 15 (mười lăm) ngày]. => duration - - -
[10 ngày kể từ ngày ký], các đơn vị nộp hồ sơ. => duration ../2023-02-25 2023-02-25 -
Gửi tài liệu [chậm nhất 03 ngày trước khi họp]. => duration - - -
Gửi tài liệu [chậm nhất 10 ngày trước ngày 20/6/2023]. => by ../2023-06-10 2023-06-10 -
Gửi tài liệu [ít nhất 05 ngày làm việc trước khi họp]. => duration - - -
Báo cáo [trong vòng 24 giờ]. => immediate - - -
Báo cáo [trong vòng 24h kể từ khi xảy ra]. => immediate - - -
Báo cáo [trong vòng 48 giờ]. => duration - - -
Xử lý [ngay trong ngày]. => immediate - - -
Xử lý dứt điểm [trong ngày]. => immediate - - -
Xử lý [trong ngày hôm nay]. => immediate - - -
Báo cáo [trước 16 giờ cùng ngày]. => immediate - - -
Báo cáo [hằng tháng]. => recurring - - FREQ=MONTHLY
Trạm nước thu phí [hằng tháng]. => recurring - - FREQ=MONTHLY
[Hằng tháng] gửi báo cáo về Sở. => recurring - - FREQ=MONTHLY
[Định kỳ hằng quý] tổng hợp kết quả. => recurring - - FREQ=MONTHLY;INTERVAL=3
[Định kỳ 6 tháng], [hằng năm] báo cáo. => recurring - - FREQ=MONTHLY;INTERVAL=6 ; recurring - - FREQ=YEARLY
[Định kỳ hằng quý] và [năm] báo cáo. => recurring - - FREQ=MONTHLY;INTERVAL=3 ; recurring - - FREQ=YEARLY
[Định kỳ tháng], [quý] gửi báo cáo. => recurring - - FREQ=MONTHLY ; recurring - - FREQ=MONTHLY;INTERVAL=3
Nộp báo cáo [quý (trước ngày 20/3)], gửi Sở. => recurring - - FREQ=YEARLY;BYMONTH=3;BYMONTHDAY=20
[Định kỳ hàng tuần] báo cáo tiến độ. => recurring - - FREQ=WEEKLY
Phòng Nội vụ [hàng năm] đánh giá cán bộ. => recurring - - FREQ=YEARLY
Kiểm tra [6 tháng/lần]. => recurring - - FREQ=MONTHLY;INTERVAL=6
Kiểm tra [2 tháng 1 lần]. => recurring - - FREQ=MONTHLY;INTERVAL=2
Kiểm tra [hai tháng một lần]. => recurring - - FREQ=MONTHLY;INTERVAL=2
Kiểm tra [ít nhất 01 lần/năm học]. => recurring - - FREQ=YEARLY
Họp [2 lần/năm]. => recurring - - FREQ=MONTHLY;INTERVAL=6
Họp [mỗi tháng một lần]. => recurring - - FREQ=MONTHLY
Họp [mỗi quý ít nhất 01 lần]. => recurring - - FREQ=MONTHLY;INTERVAL=3
Họp [01 lần/tuần]. => recurring - - FREQ=WEEKLY
Họp [ít nhất 2 lần/tuần]. => recurring - - -
Giao ban [vào thứ Sáu hằng tuần]. => recurring - - FREQ=WEEKLY;BYDAY=FR
Trực [vào sáng thứ Ba và chiều thứ Năm hằng tuần]. => recurring - - FREQ=WEEKLY;BYDAY=TU,TH
Công bố kết quả thi đua [từng tháng]. => recurring - - FREQ=MONTHLY
Phát tin [02 buổi/tuần] [trong tháng 5 và tháng 6/2023]. => recurring - - - ; within 2023-05/2023-06 2023-06-30 -
Đóng cửa [trước ngày 3l/8/2023]. => before ../2023-08-30 2023-08-30 -
Phun thuốc [liên tục 07 ngày]. => duration - - -
Tổ chức Lễ phát động cấp tỉnh [vào ngày 01/4/2023]. => on 2023-04-01 2023-04-01 -
Giao ban [thứ Hai hàng tuần]. => recurring - - FREQ=WEEKLY;BYDAY=MO
Báo cáo [trước 15 giờ thứ Năm hằng tuần]. => recurring - - FREQ=WEEKLY;BYDAY=TH
Báo cáo [hàng tuần trước 15:00 ngày thứ Sáu hàng tuần]. => recurring - - FREQ=WEEKLY;BYDAY=FR
Báo cáo [trước 17 giờ hằng ngày]. => recurring - - FREQ=DAILY
Báo cáo [trước ngày 18 hằng tháng]. => recurring - - FREQ=MONTHLY;BYMONTHDAY=18
Báo cáo [ngày 20 hằng tháng]. => recurring - - FREQ=MONTHLY;BYMONTHDAY=20
[Hằng tháng, trước ngày 25], gửi báo cáo. => recurring - - FREQ=MONTHLY;BYMONTHDAY=25
[Hằng tháng (trước ngày 25)] gửi báo cáo. => recurring - - FREQ=MONTHLY;BYMONTHDAY=25
Báo cáo [trước ngày 25 của tháng cuối quý]. => recurring - - FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=25
Báo cáo [trước ngày 15 tháng cuối quý]. => recurring - - FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=15
Báo cáo [trước ngày 05 của tháng tiếp theo]. => recurring - - FREQ=MONTHLY;BYMONTHDAY=5
Báo cáo [trước ngày 15/12 hằng năm]. => recurring - - FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15
Báo cáo [trước ngày 15 tháng 12 hằng năm]. => recurring - - FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15
Báo cáo [6 tháng (trước ngày 15/6)] gửi Sở. => recurring - - FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=15
Báo cáo [hằng năm (trước ngày 15/12)] gửi Sở. => recurring - - FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15
Tổ chức ngày hội [vào tháng 11 hằng năm]. => recurring - - FREQ=YEARLY;BYMONTH=11
[Hằng năm] rà soát hộ nghèo. => recurring - - FREQ=YEARLY
[Hằng ngày] cập nhật số liệu. => recurring - - FREQ=DAILY
Chốt sổ [vào cuối mỗi tháng]. => recurring - - FREQ=MONTHLY;BYMONTHDAY=-1
Vệ sinh lớp học [ngay sau khi nước rút]. => event - - -
Báo cáo [ngay khi có sự cố]. => event - - -
Chi trả [trước Tết Nguyên đán]. => event - - -
Chi trả xong [trước Tết Nguyên đán Quý Mão năm 2023]. => event - - -
Sửa trường [trước khi bước vào năm học mới 2023-2024]. => event - - -
Sửa trường [trước năm học mới]. => event - - -
Sửa trường [trong hè 2023]. => event - - -
Kiểm tra [trong học kỳ II năm học 2022-2023]. => event - - -
Hoàn thành [trước mùa mưa bão]. => event - - -
Hoàn thành [trước Đại hội Đảng bộ xã]. => event - - -
Báo cáo [theo thời hạn quy định]. => reference - - -
Báo cáo [đúng thời gian quy định]. => reference - - -
Trình [trong tuần này]. => within 2023-02-13/2023-02-19 2023-02-19 - inferred
Trình [trong tuần tới]. => within 2023-02-20/2023-02-26 2023-02-26 - inferred
Trình [trong tháng này]. => within 2023-02 2023-02-28 - inferred
Trình [trong tuần 2 tháng 5]. => within - - -
Trình [trong tháng sau]. => within 2023-03 2023-03-31 - inferred
Hoàn thành [trong quý này]. => within 2023-01/2023-03 2023-03-31 - inferred
Gửi [trước ngày 25]. => before - - -
Nộp [từ ngày 20 đến ngày 25 hằng tháng]. => recurring - - FREQ=MONTHLY;BYMONTHDAY=25
Bàn giao [đầu tháng 4/2023]. => within 2023-04-01 2023-04-01 -
Báo cáo [theo đúng thời hạn được giao]. => reference - - -
Nộp hồ sơ [trước ngày 15.3.2023]. => before ../2023-03-14 2023-03-14 -
Nộp hồ sơ [trước ngày 15-3-2023]. => before ../2023-03-14 2023-03-14 -
Nộp hồ sơ [trước thứ Sáu, ngày 17/3/2023]. => before ../2023-03-16 2023-03-16 -
Báo cáo kết quả [trong tháng 4/2023]. => within 2023-04 2023-04-30 -
Báo cáo kết quả [trong tuần]. => within 2023-02-13/2023-02-19 2023-02-19 - inferred
Nộp hồ sơ [trước 24h00 ngày 15/3/2023]. => before ../2023-03-15 2023-03-15 -
Nộp lịch trực [chậm nhất là 16 giờ ngày 15/3/2023]. => by ../2023-03-15 2023-03-15 -
Tập nghi thức Đội cho học sinh [từ ngày 25/3 đến ngày 03/4/2023]. => range 2023-03-25/2023-04-03 2023-04-03 -
Phấn đấu [đến năm 2025] có 70% trường dạy bơi. => by ../2025-12-31 2025-12-31 -
Họp [ngày 5], [ngày 9 hằng tháng]. => recurring - - FREQ=MONTHLY;BYMONTHDAY=5 ; recurring - - FREQ=MONTHLY;BYMONTHDAY=9
Họp [tháng 3] và trước [tháng 9 hằng năm]. => recurring - - FREQ=YEARLY;BYMONTH=3 ; recurring - - FREQ=YEARLY;BYMONTH=9
[Hằng năm] họp, gửi Sở [trước tháng 10]. => recurring - - FREQ=YEARLY ; recurring - - FREQ=YEARLY;BYMONTH=10
[Hằng năm] họp. Gửi Sở [trước ngày 15/3]. => recurring - - FREQ=YEARLY ; before ../2023-03-14 2023-03-14 - inferred
Dọn vệ sinh [trước khi đón học sinh trở lại trường]. => event - - -
Hoàn thành [trước lễ 30/4]. => event - - -
Gửi báo cáo [sau khi kết thúc đợt kiểm tra]. => event - - -
Báo cáo Sở [sau mỗi đợt giám sát]. => event - - -
Tham mưu văn bản, trình Chủ tịch ký ban hành [trong ngày 16/3/2023]. => on 2023-03-16 2023-03-16 -
Trình [ngay trong chiều nay]. => immediate - - -
Hoàn thành [trong nửa đầu tháng 4/2023]. => within 2023-04-15 2023-04-15 -
Gửi [trước ngày mùng 5/3]. => before ../2023-03-04 2023-03-04 - inferred
Gửi [trước ngày 05 tháng Ba năm 2023]. => before ../2023-03-04 2023-03-04 -
Hoàn thành [trong tháng 3, 4/2023]. => range 2023-03/2023-04 2023-04-30 -
Sinh hoạt chuyên môn [2 tuần/lần]. => recurring - - FREQ=WEEKLY;INTERVAL=2
Báo cáo [định kỳ 15 ngày một lần]. => recurring - - FREQ=DAILY;INTERVAL=15
Thời gian: [từ ngày 01/3/2023 - 30/4/2023]. => range 2023-03-01/2023-04-30 2023-04-30 -
"""

OTHER_DAYS = """
2022-12-28 :: Gửi báo cáo [trước ngày 15/01]. => before ../2023-01-14 2023-01-14 - inferred
2023-01-20 :: Gửi báo cáo [trước 31/12]. => before ../2023-12-30 2023-12-30 - inferred
2023-01-XX :: Gửi báo cáo [trước ngày 20/02]. => before ../2023-02-19 2023-02-19 - inferred
2023-XX-XX :: Gửi báo cáo [trước ngày 20/02]. => before ../2023-02-19 2023-02-19 - inferred
- :: Gửi báo cáo [trước ngày 20/02]. => before - - -
- :: Gửi báo cáo [trước ngày 20/02/2024]. => before ../2024-02-19 2024-02-19 -
2023-11-20 :: Rà soát [trong tháng 2]. => within 2024-02 2024-02-29 - inferred
2022-12-10 :: Trực Tết [từ ngày 25/12 đến ngày 05/01/2023]. => range 2022-12-25/2023-01-05 2023-01-05 -
2022-12-10 :: Trực [từ ngày 25/12 đến ngày 05/01]. => range 2022-12-25/2023-01-05 2023-01-05 - inferred
2023-03-31 :: Nộp [trong thời hạn 01 tháng kể từ ngày ký]. => duration ../2023-04-30 2023-04-30 -
2023-02-17 :: Nộp [trong 01 ngày làm việc kể từ ngày ký]. => duration ../2023-02-20 2023-02-20 -
2023-02-18 :: Nộp [trong 06 ngày làm việc kể từ ngày ban hành]. => duration ../2023-02-27 2023-02-27 -
2023-02-XX :: Nộp [trong vòng 05 ngày kể từ ngày ký]. => duration - - -
2023-12-20 :: Hoàn thành [trong quý I]. => within 2024-01/2024-03 2024-03-31 - inferred
2023-12-20 :: Hoàn thành [vào cuối năm]. => within 2023-12-31 2023-12-31 - inferred
2023-12-20 :: Rà soát [trong tháng 12]. => within 2023-12 2023-12-31 - inferred
2024-02-10 :: Xong [trước ngày 01/3]. => before ../2024-02-29 2024-02-29 - inferred
2024-02-10 :: Xong [trước ngày 29/02/2023]. => before - - -
"""

CELLS = """
[31/12/2023] => by ../2023-12-31 2023-12-31 -
[Quý II/2023] => within 2023-04/2023-06 2023-06-30 -
[Quý II, III/2023] => range 2023-04/2023-09 2023-09-30 -
[Tháng 6] => within 2023-06 2023-06-30 - inferred
[Tháng 6-7/2023] => range 2023-06/2023-07 2023-07-31 -
[Thường xuyên] => continuous - - -
[Hằng năm] => recurring - - FREQ=YEARLY
[Thường xuyên, hằng năm] => continuous - - -
[Trước 30/6] => before ../2023-06-29 2023-06-29 - inferred
[Năm 2025] => within 2025 2025-12-31 -
[2025] => within 2025 2025-12-31 -
[2023-2025] => range 2023/2025 2025-12-31 -
[Giai đoạn 2023 - 2025] => range 2023/2025 2025-12-31 -
[Theo kế hoạch của Sở] => reference - - -
[Khi có yêu cầu] => reference - - -
[3/2023] => within 2023-03 2023-03-31 -
[Từ tháng 3 đến tháng 6/2023] => range 2023-03/2023-06 2023-06-30 -
[Trong 10 ngày] => duration - - -
Hoàn thành [trong quý I] => within 2023-01/2023-03 2023-03-31 - inferred
[6 tháng đầu năm] => within 2023-01/2023-06 2023-06-30 - inferred
[Sau Tết Nguyên đán] => event - - -
[15/3] => by ../2023-03-15 2023-03-15 - inferred
[Quý I hằng năm] => recurring - - FREQ=YEARLY
[Cả năm] => continuous - - -
[Trước ngày 20 hằng tháng] => recurring - - FREQ=MONTHLY;BYMONTHDAY=20
"""

NO_DEADLINES = """
Thực hiện Công văn số 12/UBND-VX ngày 24/3/2023 của huyện.
Theo Kế hoạch 15 ngày 24/3/2023 của tỉnh.
Thực hiện giai đoạn 2023-2025.
Chương trình phát triển đô thị, tầm nhìn đến năm 2045.
Đại hội nhiệm kỳ 2025-2030.
Tổng kết năm học 2022-2023.
Chuẩn bị cho dạy học lớp 3, năm học 2022-2023.
Tăng cường kiểm tra thường xuyên.
Triển khai ngay các biện pháp.
Khẩn trương rà soát, báo cáo.
Quyết định này có hiệu lực từ ngày 01/7/2023.
Quyết định có hiệu lực kể từ ngày ký.
Nâng cao 5% chỉ tiêu năm 2023.
Xây dựng kế hoạch hằng năm và giai đoạn.
Thu tiền thuê đất hằng năm theo quy định.
Rà soát giấy phép được cấp trước ngày 01/7/2014.
Hỗ trợ thiệt hại do đợt mưa từ ngày 02-05/01/2023.
Tỷ lệ đạt 7/10 xã.
Tăng 3/4 số hộ.
Không dạy thêm vào ngày Chủ nhật.
Chào mừng kỷ niệm 65 năm ngày thành lập ngành.
Phong trào thi đua 90 ngày đêm.
Trong 24 giờ tới mưa tiếp tục.
Trong 5 năm qua, tỉnh đã đầu tư nhiều.
Chịu trách nhiệm trước Ủy ban nhân dân tỉnh.
Chịu trách nhiệm trước Đại hội về kết quả.
Thẩm định trước khi trình lãnh đạo.
Bồi dưỡng giáo viên theo chu kỳ 2 năm học.
Số liệu tính đến ngày 31/12/2022 phải chính xác.
Nhiệm vụ trọng tâm năm 2023 cần bám sát.
Các nhiệm vụ được giao trong năm 2023 phải rõ người.
Giải ngân vốn đầu tư công năm 2023 kịp thời.
Xử lý theo khoản 1 Điều 2 và mục 1.2.
Làm rõ nội dung 2.3/2023.
Bán hàng năm nay tăng.
Phục vụ hàng tháng cho hàng hóa.
Thay mặt nhân dân, hàng ngàn người dự.
Tuân thủ Nghị định số 30/2020/NĐ-CP ngày 05/3/2020.
Sau khi được thông qua thì gửi hồ sơ.
Học sinh lớp 6, 7, 8 tham gia.
Trường 20/10 đạt hiệu quả.
Hoàn thành đúng tiến độ.
Kiểm tra định kỳ và đột xuất.
Trong năm học, nhà trường quan tâm đội ngũ.
Phòng chống dịch theo mùa.
Quý vị đại biểu đến dự.
Lần thứ 2 trong năm.
Luân chuyển cán bộ quá 2 nhiệm kỳ.
Nghiệm thu cuối năm bảo đảm khách quan.
Kinh phí giao từ đầu năm theo bình quân hàng năm.
Gọi số 0912.345.678 khi cần.
Dạy 2 buổi/ngày, 9 buổi/tuần.
Trực 24/24 giờ.
Trẻ từ 3 đến 5 tuổi ra lớp.
Từ 10 đến 15 hộ mỗi thôn.
Trước 10 hộ dân phải họp.
Bổ sung 02 phòng học, 05 thư viện.
Đồng chí Lê Thị Năm phụ trách.
Điểm trường thứ hai được xây mới.
Họp với tổ 3/2 của phường.
Tham gia ngày hội 20-11 của ngành.
Trong thời gian qua, các trường đã cố gắng.
Ban hành trong quá trình xây dựng.
Tổng kết 6 tháng đầu năm 2023.
Hỗ trợ trẻ sinh trước ngày 01/01/2020.
Trả lời dứt điểm các kiến nghị từ năm 2022 trở về trước.
Trực các ngày trong tuần.
Sau khi kết thúc cuộc họp thì nghỉ.
"""

PAST = """
2022-04-04 :: Ngày 24/3/2022 đã tổ chức cuộc họp.
2022-04-04 :: Rút kinh nghiệm cuộc họp ngày 24/3/2022.
"""


def rows(table: str) -> list[str]:
    """The lines of a table."""
    return table.strip().split("\n")


def dated(row: str) -> tuple[str | None, str]:
    """The document's date (`-`: unknown) and the rest of a row."""
    day, found, rest = row.partition(" :: ")
    return (None if day == "-" else day, rest) if found else (DAY, row)


def view(text: str) -> View:
    """A text of its own, whole."""
    return Source.of(text).view([(0, len(text))])


def read(text: str, issued: str | None, *, bare: bool = False) -> str:
    """Write a sentence as a row of the table."""
    found = find_deadlines(view(text), issued=issued, grammar=grammar.load()["when"], bare=bare)
    told = " ; ".join(map(shown, found))
    for one in reversed(found):
        text = f"{text[: one.start]}[{text[one.start : one.end]}]{text[one.end :]}"
    return f"{text} => {told}"


def shown(one: Found) -> str:
    """One deadline as the table has it."""
    parts = [one.kind, one.edtf or "-", one.due or "-", one.recurrence or "-"]
    return " ".join([*parts, *["inferred"] * one.inferred])


def plain(row: str) -> str:
    """A row's sentence without its brackets."""
    return re.sub(r"[][]", "", row.partition(" => ")[0])


@pytest.mark.parametrize("row", rows(SENTENCES))
def test_a_sentence_gives_its_deadlines(row: str) -> None:
    """In a task's sentence the words of a deadline are found, no more and no fewer, with kind, days and recurrence."""
    assert row == read(plain(row), DAY)


@pytest.mark.parametrize("row", rows(OTHER_DAYS))
def test_the_documents_date_gives_what_is_missing(row: str) -> None:
    """Missing years and the first day of a term come from the document's date, across the new year too."""
    day, rest = dated(row)

    assert rest == read(plain(rest), day)


@pytest.mark.parametrize("row", rows(CELLS))
def test_a_cell_is_a_deadline_as_a_whole(row: str) -> None:
    """In a column of deadlines a bare date, period or `Thường xuyên` is one."""
    assert row == read(plain(row), DAY, bare=True)


@pytest.mark.parametrize("text", rows(NO_DEADLINES))
def test_what_is_no_deadline(text: str) -> None:
    """Cited documents, effect, plan spans, habits of speech, fractions and names give none."""
    assert f"{text} => " == read(text, DAY)


@pytest.mark.parametrize("row", rows(PAST))
def test_what_lies_before_the_document_is_past(row: str) -> None:
    """A day before the document's date is no deadline."""
    day, text = dated(row)

    assert f"{text} => " == read(text, day)


def test_a_cited_range_is_skipped() -> None:
    """No deadline begins inside a range that belongs to a cited document; those after it stay."""
    text = "Thực hiện Kế hoạch vào ngày 20/4/2023, gửi trước ngày 25/4/2023."
    cited = (text.index("vào"), text.index(","))

    found = find_deadlines(view(text), issued=DAY, grammar=grammar.load()["when"], skip=[cited])

    assert ["trước ngày 25/4/2023"] == [text[one.start : one.end] for one in found]


def test_a_deadline_keeps_its_places_in_the_document() -> None:
    """Its text and slices are those of the view, over a break of the line too."""
    source = Source.of("Gửi báo cáo trước\n12\nngày 20/4/2023.")
    broken = join([source.view([(0, 17)]), source.view([(21, 36)])])

    (found,) = find_deadlines(broken, issued=DAY, grammar=grammar.load()["when"])

    expected = Deadline(
        text="trước ngày 20/4/2023", spans=((12, 17), (21, 35)), kind="before", edtf="../2023-04-19",
        due="2023-04-19", recurrence=None, inferred=False,
    )  # fmt: skip
    assert expected == found.record(broken)


def test_old_tone_marks_are_read() -> None:
    """Both ways of placing tone marks give the same deadline."""
    assert "Ủy ban xã [trước mùa mưa] => event - - -" == read("Ủy ban xã trước mùa mưa", DAY)
    assert "Uỷ ban xã [trước mùa mưa] => event - - -" == read("Uỷ ban xã trước mùa mưa", DAY)


def test_two_days_of_a_year_are_two_deadlines() -> None:
    """What follows a list of days is true of each of them."""
    text = "Báo cáo trước ngày 15/6 và ngày 15/12 hằng năm."

    found = find_deadlines(view(text), issued=DAY, grammar=grammar.load()["when"])

    rules = ["FREQ=YEARLY;BYMONTH=6;BYMONTHDAY=15", "FREQ=YEARLY;BYMONTH=12;BYMONTHDAY=15"]
    assert rules == [one.recurrence for one in found]


HOSTILE = {
    "digits and slashes": "1/1/",
    "dates": "ngày 1/1/2024, ",
    "cues": "trước trong đến từ ",
    "dashes": "- ",
    "one word": "hoàn thành ",
    "recurrences": "hằng năm ",
    "digits": "12",
    "open brackets": "(trước ngày ",
    "terms": "trong thời hạn không quá ",
    "labels": "thời gian hoàn thành: ",
}


def search(whole: View) -> None:
    """Find its deadlines."""
    find_deadlines(whole, issued=DAY, grammar=grammar.load()["when"])


def test_a_megabyte_of_hostile_text_is_soon_read() -> None:
    """No task is as long as that: reading stops where it cannot be one any more."""
    assert least(search, view("1/1/" * 250_000), most=2) < 2


@pytest.mark.parametrize("unit", HOSTILE.values(), ids=HOSTILE)
def test_reading_takes_time_in_proportion(unit: str) -> None:
    """Four times the hostile text takes at most six times the time."""
    size = 4_000 // len(unit)

    assert growth(search, view(unit * size), view(unit * size * 4), most=6) <= 6
